// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

@Suite("Addresses of services", .timeLimit(.minutes(1)))
struct ServiceAddressTests {
    private func service(
        _ cluster: ControlledCluster,
        _ name: String,
        _ spec: JSONObject = [:],
        query: String = ""
    ) async throws -> ControlledCluster.Reply {
        var all: JSONObject = ["ports": [["port": 80]]]
        for (key, value) in spec { all[key] = value }
        let body: JSONObject = ["metadata": ["name": .string(name)], "spec": .object(all)]
        return try await cluster.send(.post, "services\(query)", body)
    }

    private func address(_ reply: ControlledCluster.Reply) -> String { reply.json["spec"]?["clusterIP"]?.string ?? "" }

    private func nodePort(_ reply: ControlledCluster.Reply) -> Int? {
        reply.json["spec"]?["ports"]?[0]?["nodePort"]?.int
    }

    @Test("each service has its own address, and keeps it until it is deleted")
    func ownership() async throws {
        let cluster = try await ControlledCluster()
        let one = try await service(cluster, "one")
        #expect(address(one).hasPrefix("10."))
        let two = try await service(cluster, "two", ["clusterIP": .string(address(one))])
        #expect(two.code == 422)
        #expect(
            two.message
                == "Service \"two\" is invalid: spec.clusterIPs: Invalid value: [\"\(address(one))\"]: failed to "
                + "allocate IP \(address(one)): provided IP is already allocated"
        )
        _ = try await cluster.send(.delete, "services/one")
        #expect(try await service(cluster, "two", ["clusterIP": .string(address(one))]).code == 201)
    }

    @Test("the address of the API server and the ends of the range are nobody's")
    func reserved() async throws {
        let cluster = try await ControlledCluster()
        let taken = try await service(cluster, "x", ["clusterIP": "10.96.0.1"])
        #expect(taken.message.hasSuffix("failed to allocate IP 10.96.0.1: provided IP is already allocated"))
        for end in ["10.96.0.0", "10.111.255.255", "10.112.0.1"] {
            let outside = try await service(cluster, "x", ["clusterIP": .string(end)])
            #expect(outside.message.hasSuffix("the provided network does not match the current range"))
        }
    }

    @Test("ports on nodes are shared by nobody, but by protocols of one service")
    func nodePorts() async throws {
        let cluster = try await ControlledCluster()
        let one = try await service(cluster, "one", ["type": "NodePort"])
        let port = try #require(nodePort(one))
        #expect((30_000...32_767).contains(port))
        let taken: JSONValue = [["port": 80, "nodePort": .number(JSONNumber(port))]]
        let two = try await service(cluster, "two", ["type": "NodePort", "ports": taken])
        #expect(
            two.message
                == "Service \"two\" is invalid: spec.ports[0].nodePort: Invalid value: \(port): provided port is "
                + "already allocated"
        )
        let both: JSONValue = [
            ["name": "a", "port": 80, "nodePort": 30_125],
            ["name": "b", "port": 80, "nodePort": 30_125, "protocol": "UDP"],
        ]
        #expect(try await service(cluster, "three", ["type": "NodePort", "ports": both]).code == 201)
        let twice: JSONValue = [
            ["name": "a", "port": 80, "nodePort": 30_126], ["name": "b", "port": 81, "nodePort": 30_126],
        ]
        let four = try await service(cluster, "four", ["type": "NodePort", "ports": twice])
        #expect(
            four.message.contains("spec.ports[1].nodePort: Invalid value: 30126: provided port is already allocated")
        )
        _ = try await cluster.patch("services/one", ["spec": ["type": "ClusterIP"]])
        #expect(try await service(cluster, "two", ["type": "NodePort", "ports": taken]).code == 201)
    }

    @Test("all ports can be taken, and then there is none")
    func exhaustion() async throws {
        let storage = Storage()
        let book = ServiceAddressBook(storage)
        for port in 30_000...32_767 { #expect(!book.isTaken(nodePort: port, besides: "a/x")) }
        book.reserve(nodePort: 30_000, for: "a/x")
        #expect(book.isTaken(nodePort: 30_000, besides: "a/y"))
        #expect(!book.isTaken(nodePort: 30_000, besides: "a/x"))
    }

    @Test("a book that is opened later knows what is stored")
    func restart() async throws {
        let cluster = try await ControlledCluster()
        let one = try await service(cluster, "one", ["type": "NodePort"])
        cluster.storage.compact()
        let book = ServiceAddressBook(cluster.storage)
        #expect(book.isTaken(clusterIP: address(one), besides: "a/two"))
        #expect(!book.isTaken(clusterIP: address(one), besides: "a/one"))
        #expect(book.isTaken(nodePort: try #require(nodePort(one)), besides: "a/two"))
    }

    @Test("the service of the API server is there, and comes back")
    func apiServer() async throws {
        let cluster = try await ControlledCluster { _ in [KubernetesServiceDuty(port: 6_443)] }
        await cluster.runner.settle()
        let path = "/api/v1/namespaces/default/services/kubernetes"
        let service = try await cluster.send(.get, path)
        #expect(address(service) == "10.96.0.1")
        #expect(service.json["spec"]?["ports"]?[0]?["targetPort"]?.int == 6_443)
        #expect(service.metadata.texts("labels") == ["component": "apiserver", "provider": "kubernetes"])
        _ = try await cluster.send(.delete, path)
        await cluster.runner.settle()
        #expect(try await cluster.send(.get, path).code == 200)
    }
}
