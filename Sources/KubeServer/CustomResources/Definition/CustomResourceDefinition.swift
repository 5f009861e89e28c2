// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// What a stored definition says, as far as the server acts on it; the definition has been checked before.
struct CustomResourceDefinition: Sendable {
    /// The finalizer that is on a definition while its objects are deleted.
    static let cleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io"

    let name: String
    let uid: String
    let generation: Int
    let group: String
    let isNamespaced: Bool
    /// The names that the definition asks for, and those that it has got.
    let wantedNames: ServedResource.Names
    let acceptedNames: ServedResource.Names
    let versions: [DefinitionVersion]
    let conditions: DefinitionConditions
    /// What says whether the Kubernetes community approves of a group of its own.
    let approval: String
    let isBeingDeleted: Bool
    let hasCleanup: Bool

    init(_ object: JSONObject) {
        let (metadata, spec, status) = (object.metadata, object.object("spec"), object.object("status"))
        name = metadata.text("name")
        uid = metadata.text("uid")
        generation = metadata.int("generation") ?? 0
        group = spec.text("group")
        isNamespaced = spec.text("scope") == "Namespaced"
        wantedNames = ServedResource.Names(definition: spec.object("names"))
        acceptedNames = ServedResource.Names(definition: status.object("acceptedNames"))
        versions = spec.list("versions").map(DefinitionVersion.init)
        conditions = DefinitionConditions(status)
        approval = metadata.texts("annotations")[CommunityApproval.annotation] ?? ""
        isBeingDeleted = !metadata.text("deletionTimestamp").isEmpty
        hasCleanup = metadata.strings("finalizers").contains(Self.cleanupFinalizer)
    }

    /// What its objects are stored under.
    var resource: ResourceID { ResourceID(group: group, plural: wantedNames.plural) }

    /// The version in whose form objects are stored.
    var storageVersion: DefinitionVersion? { versions.first(where: \.isStored) }

    /// Whether requests for its objects are answered.
    ///
    /// That begins before anybody can read that it is established, so that nobody who waits for it comes too early.
    var isServed: Bool { conditions.isTrue(.namesAccepted) || conditions.isTrue(.established) }
}

extension ServedResource.Names {
    /// The names in a definition or in its status.
    init(definition names: JSONObject) {
        self.init(
            plural: names.text("plural"),
            singular: names.text("singular"),
            kind: names.text("kind"),
            listKind: names.text("listKind")
        )
        shortNames = names.strings("shortNames")
        categories = names.strings("categories")
    }

    /// The names as the status has them.
    var tree: JSONValue {
        var tree: JSONObject = ["plural": .string(plural)]
        if !singular.isEmpty { tree["singular"] = .string(singular) }
        if !shortNames.isEmpty { tree["shortNames"] = .array(shortNames.map { .string($0) }) }
        tree["kind"] = .string(kind)
        if !listKind.isEmpty { tree["listKind"] = .string(listKind) }
        if !categories.isEmpty { tree["categories"] = .array(categories.map { .string($0) }) }
        return .object(tree)
    }
}
