// SPDX-License-Identifier: Apache-2.0

/// Which of the names that a definition asks for it gets, when others of its group have some already
/// (apiextensions-apiserver, `pkg/controller/status/naming_controller.go`).
struct NameClaim {
    /// The names that the definition has afterwards.
    let accepted: ServedResource.Names
    /// Whether it got all that it asked for.
    let condition: DefinitionConditions.Condition

    init(_ definition: CustomResourceDefinition, others: [CustomResourceDefinition]) {
        let (wanted, present) = (definition.wantedNames, definition.acceptedNames)
        let usedNames = Set(
            (others.map(\.acceptedNames) + [present]).flatMap { [$0.plural, $0.singular] + $0.shortNames }
        )
        let usedKinds = Set((others.map(\.acceptedNames) + [present]).flatMap { [$0.kind, $0.listKind] })
        var accepted = present
        // Of several conflicts the last one is told.
        var conflict: (reason: String, message: String)?
        func claim(_ name: WritableKeyPath<ServedResource.Names, String>, _ used: Set<String>, _ reason: String) {
            if wanted[keyPath: name] == present[keyPath: name] || !used.contains(wanted[keyPath: name]) {
                accepted[keyPath: name] = wanted[keyPath: name]
            } else {
                conflict = (reason, Self.message(about: [wanted[keyPath: name]]))
            }
        }
        claim(\.plural, usedNames, "PluralConflict")
        claim(\.singular, usedNames, "SingularConflict")
        let taken = wanted.shortNames.filter { !present.shortNames.contains($0) && usedNames.contains($0) }
        if taken.isEmpty {
            accepted.shortNames = wanted.shortNames
        } else {
            conflict = ("ShortNamesConflict", Self.message(about: taken))
        }
        claim(\.kind, usedKinds, "KindConflict")
        claim(\.listKind, usedKinds, "ListKindConflict")
        accepted.categories = wanted.categories
        self.accepted = accepted
        condition =
            conflict.map { .init(.namesAccepted, false, $0.reason, $0.message) }
            ?? .init(.namesAccepted, true, "NoConflicts", "no conflicts found")
    }

    /// One name in a sentence, or several as Go lists errors, each once.
    private static func message(about names: [String]) -> String {
        var seen: Set<String> = []
        let sentences = names.filter { seen.insert($0).inserted }.map { "\"\($0)\" is already in use" }
        return sentences.count == 1 ? sentences[0] : "[\(sentences.joined(separator: ", "))]"
    }
}
