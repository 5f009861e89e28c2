// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Definitions of kinds, as objects; what becomes of them is for the part of the server that serves them.
struct CustomResourceDefinitionStrategy: BuiltInStrategy {
    var countsGenerations: Bool { true }
    var allowsUnconditionalUpdate: Bool { false }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.make("spec") { spec in
            spec.make("names") { names in
                let kind = names.text("kind")
                if !kind.isEmpty {
                    names.replaceEmpty("singular", .string(kind.lowercased()))
                    names.replaceEmpty("listKind", .string("\(kind)List"))
                }
            }
            spec.changeEach("versions") { version in
                version.changeEach("additionalPrinterColumns") { if $0.int("priority") == 0 { $0["priority"] = nil } }
            }
        }
        object.make("status") { $0.setDefault("conditions", .null) }
        let stored = object.list("spec", "versions").first { $0["storage"]?.bool == true }?.text("name")
        guard let stored else { return }
        object.make("status") { status in
            let versions = status.strings("storedVersions")
            if versions.contains(stored) { return }
            status["storedVersions"] = .array((versions + [stored]).map { .string($0) })
        }
    }

    func unknownFields(removedFrom object: inout JSONObject) -> [String] {
        var shape = DefinitionShape()
        shape.prune(&object)
        return shape.unknown
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        DefinitionErrors(of: object).errors(replacing: old)
    }

    func warnings(about object: JSONObject, replacing old: JSONObject?) -> [String] {
        if old?["spec"] == object["spec"] { return [] }
        let known = Set(old.map(Self.unknownFormats) ?? [])
        return Self.unknownFormats(in: object).filter { !known.contains($0) }
            .map { "unrecognized format \($0.quotedAsInGo)" }
    }

    private static func unknownFormats(in object: JSONObject) -> [String] {
        object.list("spec", "versions").flatMap { version in
            SchemaNode(version.value(at: ["schema", "openAPIV3Schema"]))?.unknownFormats ?? []
        }
    }
}
