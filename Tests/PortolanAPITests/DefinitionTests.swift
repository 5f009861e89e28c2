// SPDX-License-Identifier: Apache-2.0

import FileKit
import JSONKit
import KubeCore
import KubeSchema
import TestSupport
import Testing
import YAMLKit

@testable import PortolanAPI

extension KindDefinition: CustomTestStringConvertible {
    package var testDescription: String { type.kind }
}

@Suite("The definitions of Portolan's kinds")
struct DefinitionTests {
    @Test("are structural, with rules that compile and selectable fields that exist", arguments: KindDefinition.all)
    func structural(_ definition: KindDefinition) throws {
        let version = try #require(definition.manifest["spec"]?["versions"]?[0])
        let node = try #require(SchemaNode(version["schema"]?["openAPIV3Schema"]))
        #expect(node.errors(at: .root, hasStatus: true).map(\.description) == [])
        for field in definition.selectableFields {
            #expect(node.selectableField(field).errors == [], "\(field)")
        }
    }

    @Test("say something about every field", arguments: KindDefinition.all)
    func descriptions(_ definition: KindDefinition) throws {
        func check(_ schema: JSONValue, _ path: String) {
            for (name, field) in schema["properties"]?.object ?? [:] {
                let description = field["description"]?.string ?? ""
                #expect(description.hasSuffix("."), "\(path).\(name) is explained in a sentence")
                check(field, "\(path).\(name)")
                if let items = field["items"] { check(items, "\(path).\(name)[]") }
            }
        }
        for part in [definition.spec, definition.status] {
            check(.object(part.json), definition.type.kind)
        }
    }

    /// `portolan crds` writes them anew.
    @Test("are the files that are shipped", arguments: KindDefinition.all)
    func files(_ definition: KindDefinition) throws {
        let file = ProjectFolder.path(of: "crds/\(definition.name).yaml")
        let shipped = String(decoding: try File.read(file), as: UTF8.self)
        #expect(shipped == YAML.serialize(definition.manifest), "the file is stale: run portolan crds --into crds")
    }
}
