// SPDX-License-Identifier: Apache-2.0

/// A way to be allowed to impersonate somebody (KEP-5284), which decides on the verbs that roles must grant.
enum ImpersonationMode: CaseIterable {
    /// The node on which the pod runs that asks.
    case associatedNode
    /// Any node.
    case arbitraryNode
    case serviceAccount
    /// Users that are neither nodes nor service accounts, with everything that is said of them.
    case userInfo
    /// Anybody, to do anything: what the verb `impersonate` has always allowed.
    case legacy

    private var name: String {
        switch self {
        case .associatedNode: "associated-node"
        case .arbitraryNode: "arbitrary-node"
        case .serviceAccount: "serviceaccount"
        case .userInfo: "user-info"
        case .legacy: ""
        }
    }

    var isConstrained: Bool { self != .legacy }

    /// The verb on the users, groups and so on that are impersonated.
    var verb: String { isConstrained ? "impersonate:\(name)" : "impersonate" }

    /// The API group of users and groups; that of the other things is always the latter.
    var group: String { isConstrained ? "authentication.k8s.io" : "" }

    /// The access that somebody must have to do something as somebody else, if the mode limits that.
    func limit(_ access: AccessAttributes) -> AccessAttributes? {
        guard isConstrained else { return nil }
        switch access {
        case .path(let verb, let path):
            return .path(verb: "impersonate-on:\(name):\(verb)", path: path)
        case .resource(var resource):
            resource.verb = "impersonate-on:\(name):\(resource.verb)"
            return .resource(resource)
        }
    }

    /// Whether the mode is for somebody who wants to be that user.
    func applies(to wanted: ImpersonatedUser, by user: UserInfo) -> Bool {
        switch self {
        case .associatedNode:
            guard let node = wanted.nodeName, user.serviceAccount != nil else { return false }
            return wanted.isNameOnly && user.extra["authentication.kubernetes.io/node-name"] == [node]
        case .arbitraryNode: return wanted.isNameOnly && wanted.nodeName != nil
        case .serviceAccount: return wanted.isNameOnly && wanted.account != nil
        case .userInfo: return wanted.nodeName == nil && wanted.account == nil
        case .legacy: return true
        }
    }
}
