// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// A path behind the name of an object, such as `pods/NAME/eviction`.
protocol Subresource: Sendable {
    /// The last segment of the path.
    var name: String { get }
    /// What can be done there.
    var verbs: [Verb] { get }
    /// Whether more may follow in the path.
    var hasPathsBelow: Bool { get }

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer
}

extension Subresource {
    var hasPathsBelow: Bool { false }
}

extension ServedResource {
    /// The paths behind the names of its objects.
    var parts: [any Subresource] {
        var parts: [any Subresource] = []
        if subresources.hasStatus { parts.append(StatusSubresource()) }
        if let scale = subresources.scale { parts.append(ScaleSubresource(scale)) }
        if isBuiltIn { parts += Self.actions[id] ?? [] }
        return parts
    }

    /// The path of that name, if there is one.
    func part(named name: String) -> (any Subresource)? {
        parts.first { $0.name == name }
    }

    private static let actions: [ResourceID: [any Subresource]] = [
        .namespaces: [FinalizeSubresource()],
        .serviceAccounts: [TokenSubresource()],
        .pods: [
            BindingSubresource(), EvictionSubresource(),
            RunningSubresource("log", verbs: [.get]),
            RunningSubresource("exec", verbs: [.get, .create]),
            RunningSubresource("attach", verbs: [.get, .create]),
            RunningSubresource("portforward", verbs: [.get, .create]),
            RunningSubresource.proxy,
        ],
        ResourceID(group: "", plural: "services"): [RunningSubresource.proxy],
        .nodes: [RunningSubresource.proxy],
    ]
}

/// The status of an object, which is read with the whole and written alone.
struct StatusSubresource: Subresource {
    let name = "status"
    let verbs: [Verb] = [.get, .update, .patch]

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer {
        switch verb {
        case .update: try await server.update(call, part: .status)
        case .patch: try await server.patch(call, part: .status)
        default: try server.get(call)
        }
    }
}

/// The finalizers of a namespace, whose last one goes when the namespace is empty.
struct FinalizeSubresource: Subresource {
    let name = "finalize"
    let verbs: [Verb] = [.update]

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer {
        try await server.finalize(call)
    }
}

/// What only a running pod or node could answer.
struct RunningSubresource: Subresource {
    let name: String
    let verbs: [Verb]
    let hasPathsBelow: Bool

    /// The way to the ports of something that runs.
    static let proxy = RunningSubresource(
        "proxy",
        verbs: [.get, .create, .update, .patch, .delete],
        hasPathsBelow: true
    )

    init(_ name: String, verbs: [Verb], hasPathsBelow: Bool = false) {
        self.name = name
        self.verbs = verbs
        self.hasPathsBelow = hasPathsBelow
    }

    func answer(_ verb: Verb, _ call: ResourceCall, of server: APIServer) async throws(APIFailure) -> Answer {
        _ = try server.store.get(call.resource, call.key)
        let (kind, name) = (call.resource.id, call.target.name)
        throw APIFailure(
            501,
            APIReason("NotImplemented"),
            "\(kind) \"\(name)\" cannot be asked for \(self.name): this server keeps objects, and nothing runs pods"
        ).about(name: name, group: kind.group, kind: kind.plural)
    }
}
