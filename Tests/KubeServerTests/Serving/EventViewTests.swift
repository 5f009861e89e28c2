// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

private let core = "/api/v1/namespaces/a/events"
private let view = "/apis/events.k8s.io/v1/namespaces/a/events"

@Suite("Events under both names", .timeLimit(.minutes(1)))
struct EventViewTests {
    private static let old = """
        {"metadata": {"name": "old"}, "involvedObject": {"kind": "Pod", "namespace": "a", "name": "p"},
          "reason": "Started", "message": "it runs", "source": {"component": "kubelet"}, "count": 2, "type": "Normal"}
        """
    private static let new = """
        {"metadata": {"name": "new"}, "regarding": {"kind": "Pod", "namespace": "a", "name": "q"}, "action": "Scaling",
          "reason": "Scaled", "note": "more of it", "type": "Normal", "eventTime": "2026-01-01T00:00:00.000000Z",
          "reportingController": "example.com/scaler", "reportingInstance": "scaler-1"}
        """

    private func server() async throws -> WholeServer {
        let server = try await WholeServer()
        #expect(try await server.send(.post, core, Self.old).status == 201)
        let made = try await server.send(.post, view, Self.new)
        #expect(made.status == 201, "\(made.message)")
        #expect(made.json["apiVersion"]?.string == "events.k8s.io/v1")
        return server
    }

    @Test("what is written under one name is read under the other, in its fields")
    func reading() async throws {
        let server = try await server()
        let shown = try await server.send(.get, "\(view)/old").json
        #expect(shown["regarding"]?["name"]?.string == "p")
        #expect(shown["note"]?.string == "it runs")
        #expect(shown["deprecatedCount"]?.int == 2)
        #expect(shown["deprecatedSource"]?["component"]?.string == "kubelet")
        #expect(shown["involvedObject"] == nil)
        let stored = try await server.send(.get, "\(core)/new").json
        #expect(stored["apiVersion"]?.string == "v1")
        #expect(stored["involvedObject"]?["name"]?.string == "q")
        #expect(stored["message"]?.string == "more of it")
        #expect(stored["reportingComponent"]?.string == "example.com/scaler")
        #expect(stored["metadata"]?["uid"] == (try await server.send(.get, "\(view)/new")).json["metadata"]?["uid"])
    }

    @Test("lists and watches of both names have both events")
    func listing() async throws {
        let server = try await server()
        for target in [core, view] {
            let list = try await server.send(.get, target).json
            #expect(list["items"]?.array?.count == 2)
            let watch = try await server.send(.get, "\(target)?watch=1&timeoutSeconds=1").text
            #expect(watch.split(separator: "\n").count == 2)
        }
        let list = try await server.send(.get, "\(view)?fieldSelector=regarding.name%3Dp").json
        #expect(list["kind"]?.string == "EventList")
        #expect(list["items"]?.array?.count == 1)
        #expect(list["items"]?[0]?["note"]?.string == "it runs")
        let selected = try await server.send(.get, "\(core)?fieldSelector=involvedObject.name%3Dq").json
        #expect(selected["items"]?.array?.count == 1)
    }

    @Test("a change under one name is seen under the other, and so is the end")
    func writing() async throws {
        let server = try await server()
        let patched = try await server.merge("\(view)/old", #"{"deprecatedCount": 3}"#)
        #expect(patched.json["deprecatedCount"]?.int == 3)
        #expect(try await server.send(.get, "\(core)/old").json["count"]?.int == 3)
        #expect(try await server.send(.delete, "\(core)/new").status == 200)
        #expect(try await server.send(.get, "\(view)/new").message == #"events.events.k8s.io "new" not found"#)
    }
}
