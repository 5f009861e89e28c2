// SPDX-License-Identifier: Apache-2.0

import FileKit
import JSONKit
import OtherPrograms
import TestSupport
import Testing
import YAMLKit

@Suite("The values of the chart")
struct ValuesTests {
    private let folder = ProjectFolder.path(of: "charts/portolan")

    @Test("are those of the schema, which explains each in a sentence")
    func complete() throws {
        let values = try YAML.parse(try File.read("\(folder)/values.yaml"))
        var schema = try JSONValue(parsing: try File.read("\(folder)/values.schema.json"))
        // What every chart takes, and no chart has a value for; and what a chart need not say.
        #expect(schema["properties"]?["global"] != nil)
        schema.merge(["properties": ["global": nil, "resources": ["properties": ["claims": nil]]]])
        compare(values, schema, at: "")
    }

    private func compare(_ value: JSONValue, _ schema: JSONValue, at path: String) {
        let sentence = schema["description"]?.string ?? ""
        #expect(sentence.hasSuffix("."), "\(path) is explained in a sentence")
        guard let properties = schema["properties"]?.object else { return }
        #expect(schema["additionalProperties"] == false, "\(path) takes only what it knows")
        #expect(Set(properties.map(\.key)) == Set((value.object ?? [:]).map(\.key)), "\(path)")
        for (key, property) in properties {
            if let member = value[key] { compare(member, property, at: "\(path).\(key)") }
        }
    }

    @Test("have the version of the program, and so has the kustomize base")
    func version() async throws {
        let program = try ChildProcess(BuiltProgram.path(of: "portolan"), ["version", "--output", "json"])
        #expect(try await program.waitForExit() == 0)
        let version = try JSONValue(parsing: Array(program.output.utf8))["version"]
        let chart = try YAML.parse(try File.read("\(folder)/Chart.yaml"))
        #expect(version != nil && chart["version"] == version && chart["appVersion"] == version)
        let base = try YAML.parse(try File.read(ProjectFolder.path(of: "deploy/kustomize/kustomization.yaml")))
        #expect(base["images"]?[0]?["newTag"] == version)
    }
}
