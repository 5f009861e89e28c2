// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// An entry of an `Accept` field.
struct AcceptClause: Sendable, Equatable {
    var type: String
    var subtype: String
    var parameters: [String: String] = [:]
    var quality = 1.0

    /// The entries of a field, those that the client likes best first.
    static func parse(_ field: String) -> [AcceptClause] {
        var clauses: [AcceptClause] = []
        for entry in field.split(separator: ",") {
            guard let clause = AcceptClause(entry) else { continue }
            // The order of Go's goautoneg, which API servers use, is not one that `sort` could be trusted with: of two
            // entries each may come before the other. What it does with a dozen entries or fewer is this.
            var position = clauses.count
            while position > 0, clause.isPreferred(to: clauses[position - 1]) { position -= 1 }
            clauses.insert(clause, at: position)
        }
        return clauses
    }

    private init?(_ entry: Substring) {
        var parts = entry.split(separator: ";", omittingEmptySubsequences: false)[...]
        let name = (parts.popFirst() ?? "").split(separator: "/", omittingEmptySubsequences: false).map(\.trimmed)
        switch (name.count, name.first) {
        case (1, "*"): (type, subtype) = ("*", "*")
        case (2, let type?): (self.type, subtype) = (type, name[1])
        default: return nil
        }
        for part in parts {
            let halves = part.split(separator: "=", omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[1].isEmpty else { continue }
            if halves[0].trimmed == "q" {
                quality = Double(halves[1].trimmed) ?? 0
            } else {
                parameters[halves[0].trimmed] = halves[1].trimmed
            }
        }
    }

    private func isPreferred(to other: AcceptClause) -> Bool {
        quality > other.quality || type != "*" && other.type == "*" || subtype != "*" && other.subtype == "*"
    }

    /// Whether the entry allows a media type, its parameters aside.
    func matches(_ type: String, _ subtype: String) -> Bool {
        (self.type == type || self.type == "*") && (self.subtype == subtype || self.subtype == "*")
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
