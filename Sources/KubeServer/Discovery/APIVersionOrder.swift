// SPDX-License-Identifier: Apache-2.0

/// The order of versions of a group: `v2` before `v1` before `v2beta1` before `v1alpha3`, all others behind by name.
struct APIVersionOrder: Comparable {
    private enum Stage: Int {
        case other
        case alpha
        case beta
        case stable
    }

    private let name: String
    private let stage: Stage
    private let major: Int
    private let minor: Int

    init(_ name: String) {
        self.name = name
        let parts = Self.parts(of: name)
        stage = parts?.stage ?? .other
        major = parts?.major ?? 0
        minor = parts?.minor ?? 0
    }

    /// Whether a version is preferred less than another.
    static func < (left: APIVersionOrder, right: APIVersionOrder) -> Bool {
        if left.stage == .other, right.stage == .other { return left.name > right.name }
        return (left.stage.rawValue, left.major, left.minor) < (right.stage.rawValue, right.major, right.minor)
    }

    private static func parts(of name: String) -> (stage: Stage, major: Int, minor: Int)? {
        guard name.hasPrefix("v") else { return nil }
        let digits = name.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard let major = Int(digits) else { return nil }
        let rest = name.dropFirst(1 + digits.count)
        if rest.isEmpty { return (.stable, major, 0) }
        for (word, stage) in [("alpha", Stage.alpha), ("beta", Stage.beta)] where rest.hasPrefix(word) {
            let tail = rest.dropFirst(word.count)
            guard tail.allSatisfy({ $0.isASCII && $0.isNumber }), let minor = Int(tail) else { return nil }
            return (stage, major, minor)
        }
        return nil
    }
}
