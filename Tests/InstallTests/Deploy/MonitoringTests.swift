// SPDX-License-Identifier: Apache-2.0

import FileKit
import JSONKit
import TestSupport
import Testing

@Suite("Alerts and dashboard", .timeLimit(.minutes(1)), .python)
struct MonitoringTests {
    /// Prometheus' own.
    private static let foreign: Set = ["up"]

    @Test("ask in PromQL, and only for what there is")
    func metrics() async throws {
        let answers = try await PythonProgram.expressions.answer([
            ProjectFolder.path(of: "deploy/prometheus/rules.yaml"),
            ProjectFolder.path(of: "deploy/grafana/portolan.json"),
        ])
        let expressions = try #require(answers.array)
        #expect(expressions.count > 25)
        let known = try Self.metricsOfSources()
        for expression in expressions {
            let place = expression["where"]?.string ?? ""
            #expect(expression["error"] == nil, "\(place): \(expression["error"]?.string ?? "")")
            let names = (expression["metrics"]?.array ?? []).compactMap(\.string)
            #expect(!names.isEmpty, "\(place) asks for nothing")
            for name in names {
                let family = name.hasSuffix("_bucket") ? String(name.dropLast("_bucket".count)) : name
                #expect(known.union(Self.foreign).contains(family), "\(place): \(name)")
            }
        }
    }

    @Test("have panels that a person can tell apart")
    func panels() throws {
        let dashboard = try JSONValue(parsing: try File.read(ProjectFolder.path(of: "deploy/grafana/portolan.json")))
        let panels = try #require(dashboard["panels"]?.array)
        for key in ["id", "gridPos"] {
            #expect(Set(panels.map { $0[key] }).count == panels.count, "\(key)")
        }
        for panel in panels where panel["type"] != "row" {
            #expect(panel["title"]?.string?.isEmpty == false)
            #expect(panel["description"]?.string?.hasSuffix(".") == true, "\(panel["title"]?.string ?? "")")
        }
    }

    /// What looks like the name of a metric in the sources.
    private static func metricsOfSources() throws -> Set<String> {
        var names: Set<String> = []
        for file in try swiftFiles(below: ProjectFolder.path(of: "Sources")) {
            let text = String(decoding: try File.read(file), as: UTF8.self)
            guard text.contains("counter(") || text.contains("gauge(") || text.contains("histogram(") else { continue }
            names.formUnion(text.matches(of: /"([a-z]+(?:_[a-z]+)+)"/).map { String($0.1) })
        }
        return names
    }

    private static func swiftFiles(below folder: String) throws -> [String] {
        try Folder.entries(of: folder).flatMap { name in
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".swift") { return [path] }
            return name.contains(".") ? [] : try swiftFiles(below: path)
        }
    }
}
