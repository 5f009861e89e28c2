// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite("Discovery", .timeLimit(.minutes(2)))
    struct DiscoveryTests {
        /// A resource as `APIResourceList` has it.
        struct Row: Sendable, CustomTestStringConvertible {
            let apiVersion: String
            let resource: JSONValue
            var testDescription: String { "\(resource["name"]?.string ?? "") of \(apiVersion)" }

            init(_ apiVersion: String, _ resource: JSONValue) {
                self.apiVersion = apiVersion
                self.resource = resource
            }
        }

        @Test("a built-in resource is served under its names, with its verbs", arguments: rows)
        func classic(_ row: Row) async throws {
            let root = row.apiVersion.contains("/") ? "/apis" : "/api"
            let client = try Cluster.current.admin
            let answer = try await client.answer(.raw(.get, "\(root)/\(row.apiVersion)"))
            #expect(answer.body["kind"] == "APIResourceList")
            #expect(answer.body["groupVersion"]?.string == row.apiVersion)
            let resources = answer["resources"]?.array ?? []
            var found = resources.first { $0["name"] == row.resource["name"] }
            // A digest of Kubernetes' own of where and how the resource is stored.
            found?["storageVersionHash"] = nil
            #expect(found == row.resource)
        }

        @Test("both forms of discovery say the same")
        func aggregated() async throws {
            let client = try Cluster.current.admin
            let discovery = try await client.discovery()
            for version in discovery.versions where version.groupVersion.group.hasSuffix("k8s.io") {
                let classic: DiscoveredVersion = try await client.read(.discovery(of: version.groupVersion))
                let left = Set(version.resources.map { Self.text($0) })
                #expect(left == Set(classic.resources.map { Self.text($0) }), "\(version.groupVersion)")
            }
        }

        private static func text(_ resource: DiscoveredResource) -> String {
            let words = [
                resource.type.kind, resource.type.plural, resource.singular, "\(resource.type.scope)",
                resource.shortNames.joined(separator: ","), resource.categories.joined(separator: ","),
                resource.verbs.sorted().joined(separator: ","), resource.subresources.sorted().joined(separator: ","),
            ]
            return words.joined(separator: " ")
        }

        @Test("the core group has one version, and the others are listed with theirs")
        func groups() async throws {
            let client = try Cluster.current.admin
            let core = try await client.answer(.raw(.get, "/api"))
            #expect(core.body["kind"] == "APIVersions")
            #expect(core.body["versions"] == ["v1"])
            let groups = try await client.answer(.raw(.get, "/apis"))
            #expect(groups.body["kind"] == "APIGroupList")
            #expect(groups.body["apiVersion"] == "v1")
            let apps = try await client.answer(.raw(.get, "/apis/apps"))
            let version: JSONValue = ["groupVersion": "apps/v1", "version": "v1"]
            #expect(
                apps.body == [
                    "kind": "APIGroup", "apiVersion": "v1", "name": "apps", "versions": [version],
                    "preferredVersion": version,
                ]
            )
            let entry = groups["groups"]?.array?.first { $0["name"] == "apps" }
            #expect(entry == ["name": "apps", "versions": [version], "preferredVersion": version])
        }

        @Test("a custom resource is discovered while it is defined, the preferred version first")
        func customResources() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Boat.definition)
                let group = "\(sandbox.namespace).example.com"
                try await eventually("the group is there") {
                    try await sandbox.send(.get("/apis/{ns}.example.com"))["versions"]?.array?.count == 2
                }
                let answer = try await sandbox.send(.get("/apis/{ns}.example.com")).succeeds()
                let versions = answer["versions"]?.array?.compactMap { $0["version"]?.string }
                #expect(versions == ["v1", "v1alpha1"])
                #expect(answer["preferredVersion.version"] == "v1")
                let resources = try await sandbox.send(.get("/apis/{ns}.example.com/v1")).succeeds()
                let names = resources["resources"]?.array?.compactMap { $0["name"]?.string }
                #expect(names == ["boats", "boats/status", "boats/scale"])
                #expect(resources["resources.0.singularName"] == "boat")
                #expect(resources["resources.0.shortNames"] == ["bo"])
                #expect(resources["resources.0.categories"] == ["fleet"])
                #expect(
                    resources["resources.0.verbs"] == [
                        "delete", "deletecollection", "get", "list", "patch", "create", "update", "watch",
                    ]
                )
                #expect(resources["resources.2.kind"] == "Scale")
                #expect(resources["resources.2.group"] == "autoscaling")
                try await eventually("aggregated discovery has it", within: .seconds(30)) {
                    let found = try await sandbox.client.discovery().versions
                        .filter { $0.groupVersion.group == group }
                    return found.map(\.groupVersion.version) == ["v1", "v1alpha1"]
                        && found.first?.resources.first?.subresources.sorted() == ["scale", "status"]
                }
                try await sandbox.send(.delete(Boat.definitionPath))
                try await eventually("the group is gone", within: .seconds(60)) {
                    try await sandbox.send(.get("/apis/{ns}.example.com")).code == 404
                }
            }
        }
    }
}
