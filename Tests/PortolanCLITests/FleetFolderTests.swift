// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import OtherPrograms
import PortolanCLI
import TestSupport
import Testing

@Suite("A folder of manifests as a fleet", .timeLimit(.minutes(1)))
struct FleetFolderTests {
    private let folder = TemporaryFolder()

    private static func dataplane(_ name: String, namespace: String? = nil, _ spec: String = "") -> String {
        """
        apiVersion: portolan.dev/v1alpha1
        kind: DataplaneCluster
        metadata: { name: \(name)\(namespace.map { ", namespace: \($0)" } ?? "") }
        spec: { endpoint: 'https://a', bootstrap: { secretRef: { name: a } }, labels: [{ name: x }]\(spec) }

        """
    }

    private func route(_ words: String...) async -> PortolanCall {
        let question = ["route", "--from", folder.path, "--project", "p", "--label", "x", "--execution", "e"]
        return await PortolanCall(question + words)
    }

    @Test("one namespace needs no name, and where none is written it is default")
    func oneNamespace() async throws {
        folder.write("a.yaml", Self.dataplane("one"))
        #expect(await route().output.hasPrefix("dataplane  one\n"))
        #expect(await route("-n", "default").output.hasPrefix("dataplane  one\n"))
    }

    @Test("of several namespaces one must be named, and the error says which there are")
    func severalNamespaces() async throws {
        folder.write("a.yaml", Self.dataplane("one"))
        folder.write("b.yaml", Self.dataplane("two", namespace: "flyte"))
        let call = await route()
        #expect(call.code == .usage)
        #expect(call.errors.contains("--namespace TEXT is missing"))
        #expect(call.errors.contains("several namespaces: default, flyte"))
        #expect(await route("-n", "flyte").output.hasPrefix("dataplane  two\n"))
    }

    @Test("what belongs to others is ignored, a list counts as what is in it, and a file will do for a folder")
    func others() async throws {
        let item = Self.dataplane("listed").split(separator: "\n").joined(separator: "\n  ")
        folder.write("list.yaml", "apiVersion: v1\nkind: List\nitems:\n- \(item)\n")
        folder.write("other.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n")
        folder.write("cluster.yaml", "apiVersion: portolan.dev/v1alpha1\nkind: Cluster\nspec: {}\n")
        folder.write("README.md", "not: [yaml")
        #expect(await route().output.hasPrefix("dataplane  listed\n"))
        let words = ["route", "--from", "\(folder.path)/list.yaml", "--project", "p", "--label", "x"]
        #expect(await PortolanCall(words).output.hasPrefix("dataplane  listed\n"))
    }

    @Test("all that is wrong is said at once, with file, kind, name and field")
    func invalid() async throws {
        folder.write("a.yaml", Self.dataplane("one", ", weigth: 3"))
        folder.write("b.yaml", Self.dataplane("Two"))
        folder.write("c.yaml", Self.dataplane("three"))
        folder.write("d.yaml", Self.dataplane("three"))
        folder.write(
            "e.json.yaml",
            "apiVersion: portolan.dev/v1alpha1\nkind: ExecutionClusterLabel\nmetadata: {name: l}\nspec: {value: A}\n"
        )
        let call = await route()
        #expect(call.code == .failure && call.output.isEmpty)
        let pattern = "spec.value in body should match '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'"
        let expected = """
            portolan route: \(folder.path)/a.yaml: DataplaneCluster "one": unknown field "spec.weigth"
            \(folder.path)/b.yaml: DataplaneCluster: metadata.name: Invalid value: "Two": no name for an object
            \(folder.path)/d.yaml: DataplaneCluster "three": metadata.name: it is also in \(folder.path)/c.yaml
            \(folder.path)/e.json.yaml: ExecutionClusterLabel "l": spec.value: Invalid value: "A": \(pattern); \
            spec.project: Required value

            """
        #expect(call.errors == expected)
    }

    @Test("a folder that is not there, is empty or holds no YAML is a failure that names it")
    func unreadable() async throws {
        #expect(await route().errors.contains("holds no .yaml, .yml or .json file"))
        folder.write("a.yaml", "a: [")
        let call = await route()
        #expect(call.code == .failure && call.errors.contains("\(folder.path)/a.yaml: line "))
        let absent = await PortolanCall(["route", "--from", "\(folder.path)/absent", "--project", "p"])
        #expect(absent.code == .failure && absent.errors.contains("absent: No such file or directory"))
    }

    @Test("a younger rule for the same executions does not count, and that is said")
    func conflict() async throws {
        folder.write("a.yaml", Self.dataplane("one"))
        for (name, second) in [("a-young", "02"), ("b-old", "01")] {
            let metadata = "{ name: \(name), creationTimestamp: '2026-01-01T00:00:\(second)Z' }"
            let label = "kind: ExecutionClusterLabel\nmetadata: \(metadata)\nspec: { project: q, value: x }\n"
            folder.write("\(name).yaml", "apiVersion: portolan.dev/v1alpha1\n\(label)")
        }
        let call = await PortolanCall(["route", "--from", folder.path, "--project", "q"])
        #expect(call.output.contains("ExecutionClusterLabel b-old"))
        #expect(call.errors.hasPrefix("warning: \"a-young\" is for the same executions as \"b-old\""))
    }
}
