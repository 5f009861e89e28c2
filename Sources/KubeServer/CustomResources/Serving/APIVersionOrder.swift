// SPDX-License-Identifier: Apache-2.0

/// Which version of a group is preferred: `v2`, `v1`, `v1beta2`, `v1alpha1`, and then what is named otherwise
/// (apimachinery, `pkg/version/helpers.go`).
struct APIVersionOrder: Comparable {
    private enum Stage: Int {
        case alpha
        case beta
        case stable
    }

    private let name: String
    /// Nil for names of another form.
    private let rank: (stage: Stage, major: Int, minor: Int)?

    init(_ name: String) {
        self.name = name
        rank = Self.rank(of: name)
    }

    private static func rank(of name: String) -> (Stage, Int, Int)? {
        guard name.hasPrefix("v") else { return nil }
        let digits = name.dropFirst().prefix { $0.isASCII && $0.isNumber }
        let rest = name.dropFirst(1 + digits.count)
        guard let major = Int(digits) else { return nil }
        if rest.isEmpty { return (.stable, major, 0) }
        for (word, stage) in [("alpha", Stage.alpha), ("beta", .beta)] where rest.hasPrefix(word) {
            let minor = rest.dropFirst(word.count)
            guard minor.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
            return Int(minor).map { (stage, major, $0) }
        }
        return nil
    }

    static func == (left: APIVersionOrder, right: APIVersionOrder) -> Bool { left.name == right.name }

    /// The lesser version is the one that is preferred.
    static func < (left: APIVersionOrder, right: APIVersionOrder) -> Bool {
        switch (left.rank, right.rank) {
        case (let first?, let second?):
            (first.stage.rawValue, first.major, first.minor) > (second.stage.rawValue, second.major, second.minor)
        case (nil, nil): left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        case (_?, nil): true
        case (nil, _?): false
        }
    }
}
