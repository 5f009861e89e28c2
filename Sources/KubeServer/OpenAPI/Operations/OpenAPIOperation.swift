// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// What a request of one method at one path does.
struct OpenAPIOperation: Sendable {
    /// What is done, as `x-kubernetes-action` names it.
    enum Action: String, Sendable {
        case get
        case list
        case put
        case patch
        case post
        case delete
        case deletecollection
        case watch
        case watchlist

        var method: String {
            switch self {
            case .get, .list, .watch, .watchlist: "get"
            case .put, .patch, .post, .delete: rawValue
            case .deletecollection: "delete"
            }
        }
    }

    /// What a body or an answer is.
    enum Model: Sendable, Hashable {
        case kind(GroupVersionKind)
        case list(of: GroupVersionKind)
        /// A type that all groups share, such as `Status`.
        case meta(String)
    }

    struct Body: Sendable {
        let model: Model
        let mediaTypes: [String]
        var isRequired = true
    }

    let path: String
    let method: String
    /// The action and the kind that it is done to; the discovery of resources has neither.
    let action: Action?
    let kind: GroupVersionKind?
    let id: String
    let tag: String
    let text: String
    var parameters: [OpenAPIParameter] = []
    var body: Body?
    let answer: Model
    /// The codes of success, besides 200.
    var codes: [Int] = []
    var mediaTypes = ["application/json"]
}

/// Identifiers of operations and tags, as clients that are generated from the documents have them for names.
enum OperationName {
    /// The words of a text in one, each with a capital letter but perhaps the first (endpoints/openapi/openapi.go).
    static func joined(_ text: String, capitalizesFirst: Bool) -> String {
        var result = ""
        var isStart = capitalizesFirst
        for character in text {
            guard character.isLetter || character.isNumber || character == "_" else {
                isStart = true
                continue
            }
            result += isStart ? character.uppercased() : String(character)
            isStart = false
        }
        return result
    }

    /// `core`, `apps`, and `rbac.authorization` for `rbac.authorization.k8s.io`.
    private static func shortGroup(_ group: String) -> String {
        if group.isEmpty { return "core" }
        return group.hasSuffix(".k8s.io") ? String(group.dropLast(7)) : group
    }

    /// `readAppsV1NamespacedDeployment`.
    static func id(_ verb: String, _ version: GroupVersion, _ rest: String) -> String {
        let group = joined(shortGroup(version.group), capitalizesFirst: true)
        return verb + group + joined(version.version, capitalizesFirst: true) + joined(rest, capitalizesFirst: true)
    }

    /// `apps_v1`.
    static func tag(_ version: GroupVersion) -> String {
        joined(shortGroup(version.group), capitalizesFirst: false) + "_"
            + joined(version.version, capitalizesFirst: false)
    }
}
