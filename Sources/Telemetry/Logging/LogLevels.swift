// SPDX-License-Identifier: Apache-2.0

/// From which level on each room logs, as in `info,http.client=debug,kube.*=trace,json=off`.
///
/// A level without a room is for all others. `room=level` is for one room, `room.*=level` for it and everything below;
/// of several that fit the longest counts.
package struct LogLevels: Sendable, Hashable {
    /// The lowest level that is logged, or nothing at all.
    package enum Threshold: Sendable, Hashable {
        case from(LogLevel)
        case off
    }

    private var general: Threshold
    private var rooms: [String: Threshold] = [:]
    private var trees: [String: Threshold] = [:]

    /// The same level for every room.
    package init(_ general: LogLevel = .info) {
        self.init(.from(general))
    }

    /// Nothing at all.
    package static let off = LogLevels(.off)

    private init(_ general: Threshold) {
        self.general = general
    }

    /// Reads a configuration.
    package init(parsing text: String) throws(TelemetryError) {
        self.init()
        for rule in text.split(separator: ",") {
            let parts = rule.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { Self.trimmed($0) }
            let threshold = try Self.threshold(parts[parts.count - 1])
            guard parts.count == 2 else {
                general = threshold
                continue
            }
            let room = parts[0]
            if room == "*" {
                general = threshold
            } else if room.hasSuffix(".*") {
                trees[try Self.room(room.dropLast(2))] = threshold
            } else {
                rooms[try Self.room(room[...])] = threshold
            }
        }
    }

    /// From which level on a room logs.
    package func threshold(for room: String) -> Threshold {
        if let exact = rooms[room] {
            return exact
        }
        var tree = room[...]
        while true {
            if let threshold = trees[String(tree)] {
                return threshold
            }
            guard let dot = tree.lastIndex(of: ".") else { return general }
            tree = tree[..<dot]
        }
    }

    private static func threshold(_ word: String) throws(TelemetryError) -> Threshold {
        if word == "off" {
            return .off
        }
        guard let level = LogLevel.allCases.first(where: { $0.name == word }) else {
            let names = LogLevel.allCases.map(\.name).joined(separator: ", ")
            throw TelemetryError(.invalidLogLevels, "`\(word)` is no level; write one of \(names) or off")
        }
        return .from(level)
    }

    private static func room(_ name: Substring) throws(TelemetryError) -> String {
        let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) }
        guard isName, !name.isEmpty else {
            throw TelemetryError(.invalidLogLevels, "`\(name)` is no room; write `room=level` or `room.*=level`")
        }
        return String(name)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
