// SPDX-License-Identifier: Apache-2.0

/// Which requests a rule is about; what is left empty matches everything.
///
/// A pattern matches what it says, or, where it ends with `*`, whatever begins like it.
package struct FaultMatch: Sendable, Equatable {
    package var verbs: [String] = []
    /// Resources by plural and group, as RBAC's messages have them: `pods`, `deployments.apps`, `pods/status`.
    package var resources: [String] = []
    package var namespaces: [String] = []
    package var names: [String] = []
    package var userAgents: [String] = []
    package var users: [String] = []

    package init() {}

    /// Requests of these verbs for these resources.
    package init(_ verbs: [String], of resources: [String] = []) {
        self.verbs = verbs
        self.resources = resources
    }

    /// Whether only the guard can tell if a request matches.
    var asksForUser: Bool { !users.isEmpty }

    func contains(_ subject: FaultSubject) -> Bool {
        let target = subject.info.target
        return Self.matches(subject.info.verb.rawValue, verbs) && Self.matches(target?.resourceText, resources)
            && Self.matches(target?.namespace, namespaces) && Self.matches(target?.name, names)
            && Self.matches(subject.userAgent, userAgents) && Self.matches(subject.user, users)
    }

    private static func matches(_ text: String?, _ patterns: [String]) -> Bool {
        patterns.isEmpty
            || patterns.contains { pattern in
                guard let text else { return false }
                return pattern.hasSuffix("*") ? text.hasPrefix(pattern.dropLast()) : text == pattern
            }
    }
}

/// What rules are compared with.
struct FaultSubject {
    var info: RequestInfo
    var userAgent: String
    /// Nil where nobody has asked, and where nobody knows.
    var user: String?
}

extension RequestInfo.Target {
    fileprivate var resourceText: String {
        let resource = ResourceID(group: group, plural: plural).description
        return subresource.isEmpty ? resource : "\(resource)/\(subresource)"
    }
}
