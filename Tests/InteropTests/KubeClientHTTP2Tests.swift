// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

@Suite(
    "The Kubernetes client over HTTP/2",
    .tags(.interop, .network),
    .timeLimit(.minutes(3)),
    .enabled(if: Nginx.isInstalled, "nginx is not installed (apt-get install nginx-light)")
)
struct KubeClientHTTP2Tests {
    private typealias Watch = WatchStream<CoreV1.ConfigMap>
    private static let type = CoreV1.ConfigMap.resourceType

    @Test("a hundred watches and the requests beside them share one connection")
    func sharedConnection() async throws {
        try await ProxiedControlPlane.run { cluster in
            let watches = try await Self.openWatches(100, cluster.client)
            #expect(try cluster.connectionCount == 1)
            try await withThrowingTaskGroup(of: [String].self) { group in
                for watch in watches { group.addTask { try await Self.names(in: watch, count: 2) } }
                for number in 0..<100 {
                    try await Self.create("other-\(number)", cluster.client)
                    try await cluster.client.delete(Self.type, Self.key("object-\(number)"))
                }
                let seen = try await group.reduce(into: []) { $0.append($1) }
                #expect(Set(seen) == Set((0..<100).map { Array(repeating: "object-\($0)", count: 2) }))
            }
            #expect(try cluster.connectionCount == 1)
            let list = try KubeRequest.list(Self.type, namespace: "default")
            #expect(try await cluster.client.send(list).fields["X-Connection"]?.hasSuffix("HTTP/2.0") == true)
        }
    }

    @Test("a watch that nobody reads holds up neither the other watches nor the requests, and loses nothing")
    func unreadWatch() async throws {
        try await ProxiedControlPlane.run { cluster in
            try await Self.create("flood", cluster.client)
            let unread = try await Self.watch("flood", cluster.client)
            try await Self.create("object", cluster.client)
            let watch = try await Self.watch("object", cluster.client)
            // More than is kept anywhere on the way for a stream that is not read.
            let flood = String(repeating: "x", count: 900_000)
            for number in 1...12 {
                let patch = Patch.merge(["data": ["flood": .string(flood), "number": .string("\(number)")]])
                _ = try await cluster.client.patch(Self.type, Self.key("flood"), patch, as: PartialObject.self)
            }
            try await cluster.client.delete(Self.type, Self.key("object"))
            #expect(try await Self.names(in: watch, count: 2) == ["object", "object"])
            #expect(try cluster.connectionCount == 1)
            var numbers: [String?] = []
            for try await case .modified(let object) in unread {
                numbers.append(object.data["number"])
                if numbers.count == 12 { break }
            }
            #expect(numbers == (1...12).map { "\($0)" })
        }
    }

    @Test("where the server speaks no HTTP/2, a hundred watches leave connections to the requests")
    func watchesOverHTTP1() async throws {
        try await ProxiedControlPlane.run { cluster in
            let watches = try await Self.openWatches(100, cluster.directClient)
            try await cluster.directClient.delete(Self.type, Self.key("object-99"))
            let names = try await Self.names(in: try #require(watches.last), count: 2)
            #expect(names == ["object-99", "object-99"])
        }
    }

    /// Watches of one object each, opened at the same time.
    private static func openWatches(_ count: Int, _ client: KubeClient) async throws -> [Watch] {
        for number in 0..<count { try await create("object-\(number)", client) }
        return try await withThrowingTaskGroup(of: (Int, Watch).self) { group in
            for number in 0..<count { group.addTask { (number, try await watch("object-\(number)", client)) } }
            let watches = try await group.reduce(into: []) { $0.append($1) }
            return watches.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// A watch of one object, which it tells at once: until there is something to tell, nginx 1.22 keeps the head of
    /// the response in its buffer for TLS.
    private static func watch(_ name: String, _ client: KubeClient) async throws -> Watch {
        var options = WatchOptions(.mostRecent)
        options.fieldSelector = .name(name)
        options.allowsBookmarks = false
        return try await client.watch(CoreV1.ConfigMap.self, namespace: "default", options)
    }

    /// The names that the next events tell.
    private static func names(in watch: Watch, count: Int) async throws -> [String] {
        var names: [String] = []
        for try await event in watch {
            switch event {
            case .added(let object), .deleted(let object): names.append(object.metadata.name)
            default: Issue.record("\(event) is not what was done")
            }
            if names.count == count { break }
        }
        return names
    }

    private static func create(_ name: String, _ client: KubeClient) async throws {
        let object = DynamicObject(type, key(name))
        _ = try await client.create(type, namespace: "default", object, as: PartialObject.self)
    }

    private static func key(_ name: String) -> ObjectKey { ObjectKey(namespace: "default", name: name) }
}
