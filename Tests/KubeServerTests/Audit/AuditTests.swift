// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import HTTPServer
import JSONKit
import OtherPrograms
import TestSupport
import Testing

@testable import KubeServer

private let widgets = "/apis/example.com/v1/namespaces/a/widgets"

@Suite("The audit log", .timeLimit(.minutes(1)))
struct AuditTests {
    private static let now = Timestamp(secondsSinceEpoch: 1_800_000_000, nanoseconds: 123_456_789)

    /// A server with a guard, where `root` may do everything and `jane` nothing, behind an audit log.
    private struct Audited {
        let log: AuditLog
        let storage = Storage()
        let client: InProcessClient

        init(_ log: AuditLog = AuditLog(remembering: 100, clock: WallClock { AuditTests.now })) throws {
            var users = TokenFile()
            users.add(UserInfo(name: "root", groups: [UserInfo.mastersGroup]), token: Secret("root-token"))
            users.add(UserInfo(name: "jane", uid: "7", groups: ["dev"]), token: Secret("jane-token"))
            let accounts = AccountTokenVerifier(try AccountTokenIssuer(key: .generate()), storage)
            let tokens = TokenAuthenticator(file: users, accounts: accounts, audiences: ["test"])
            let guarding = Guard(Authenticator(tokens), .roles(in: storage))
            let server = try SampleServer(storage: storage, guardedBy: guarding).server
            self.log = log
            client = InProcessClient(
                log.recording { await server.handle($0) },
                peer: HTTPServerRequest.Peer(address: .internet(host: "192.0.2.7", port: 1_234))
            )
        }

        @discardableResult
        func send(
            _ method: HTTPMethod,
            _ target: String,
            _ body: String = "",
            as token: String = "root-token",
            more: [(String, String)] = []
        ) async throws -> InProcessClient.Reply {
            var fields: HTTPFields = ["Authorization": "Bearer \(token)", "User-Agent": "tester/1"]
            fields["Content-Type"] = "application/json"
            for (name, value) in more { fields[name] = value }
            return try await client.send(method, target, fields: fields, body: Array(body.utf8))
        }

        func makeNamespace() async throws {
            try await send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
            log.removeAll()
        }
    }

    @Test("a record says who did what to which object, and how it ended")
    func record() async throws {
        let audited = try Audited()
        try await audited.makeNamespace()
        let body =
            #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"generateName": "w-"}, "spec": {"size": 1}}"#
        let reply = try await audited.send(.post, "\(widgets)?x=1", body)
        let record = try #require(audited.log.records().first)
        #expect(record.verb == "create")
        #expect(record.uri == "\(widgets)?x=1")
        #expect(record.user.name == "root")
        #expect(record.impersonatedUser == nil)
        #expect(record.object?.group == "example.com")
        #expect(record.object?.resource == "widgets")
        #expect(record.object?.namespace == "a")
        #expect(record.object?.name.hasPrefix("w-") == true)
        #expect(record.code == 201)
        #expect(record.userAgent == "tester/1")
        #expect(record.sourceAddress == "192.0.2.7")
        #expect(record.received == Self.now)
        #expect(record.latency > .zero)
        #expect(!record.isDryRun)
        #expect(reply.fields["Audit-Id"] == record.auditID)
        #expect(audited.log.records { $0.verb == "delete" }.isEmpty)
    }

    @Test("who is taken for somebody else is on record as both, and a refusal with its reason")
    func impersonation() async throws {
        let audited = try Audited()
        try await audited.send(.get, widgets, as: "root-token", more: [("Impersonate-User", "jane")])
        try await audited.send(.get, "\(widgets)/x", as: "guess")
        let records = audited.log.records()
        #expect(records.map(\.code) == [403, 401])
        #expect(records.first?.user.name == "root")
        #expect(records.first?.impersonatedUser?.name == "jane")
        #expect(records.first?.effectiveUser.name == "jane")
        #expect(records.first?.reason == "Forbidden")
        #expect(records.first?.message.contains("jane") == true)
        #expect(records.last?.user.name.isEmpty == true)
        #expect(records.last?.verb == "get")
        #expect(records.last?.object?.name == "x")
    }

    @Test("patches are told apart, and dry runs from the real thing")
    func patches() async throws {
        let audited = try Audited()
        try await audited.makeNamespace()
        let apply = ("Content-Type", "application/apply-patch+yaml; charset=utf-8")
        try await audited.send(.patch, "\(widgets)/x?dryRun=All&fieldManager=m", "{}", more: [apply])
        let record = try #require(audited.log.records().first)
        #expect(record.patchType == "application/apply-patch+yaml")
        #expect(record.isDryRun)
    }

    @Test("a client may choose the ID, and a watch is on record when it begins and when it ends")
    func watch() async throws {
        let audited = try Audited()
        try await audited.makeNamespace()
        let own = [("Audit-ID", "my-own")]
        // It ends at once: its history is gone.
        audited.storage.compact()
        let reply = try await audited.send(.get, "\(widgets)?watch=1&resourceVersion=1", more: own)
        #expect(reply.fields["Audit-Id"] == "my-own")
        let records = audited.log.records()
        #expect(records.map(\.stage) == [.responseStarted, .responseComplete])
        #expect(records.map(\.auditID) == ["my-own", "my-own"])
        #expect(records.map(\.verb) == ["watch", "watch"])
    }

    @Test("the oldest records go first")
    func capacity() async throws {
        let audited = try Audited(AuditLog(remembering: 3))
        for number in 0..<5 { try await audited.send(.get, "\(widgets)/\(number)") }
        #expect(audited.log.records().compactMap(\.object?.name) == ["2", "3", "4"])
    }

    @Test("lines are events as Kubernetes writes them, and hold nothing of bodies or credentials")
    func lines() async throws {
        let folder = TemporaryFolder()
        let log = try AuditLog(file: "\(folder.path)/audit.log", clock: WallClock { Self.now })
        let audited = try Audited(log)
        try await audited.makeNamespace()
        let secret =
            #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "s"}, "spec": {"size": 1, "color": "canary-1"}}"#
        try await audited.send(.post, widgets, secret)
        try await audited.send(.get, "\(widgets)/s", as: "canary-2")
        let text = try folder.read("audit.log")
        #expect(!text.contains("canary"))
        #expect(!text.contains("root-token"))
        let lines = try text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(lines.count == 3)
        var event = try #require(lines[1].object)
        #expect(event["auditID"]?.string?.count == 36)
        #expect(event["objectRef"]?["uid"]?.string?.count == 36)
        for field in ["auditID", "stageTimestamp"] { event[field] = nil }
        event["objectRef"] = event["objectRef"].map { reference in
            var object = reference.object ?? JSONObject()
            object["uid"] = nil
            return .object(object)
        }
        let expected = try JSONValue(
            parsing: """
                {"kind": "Event", "apiVersion": "audit.k8s.io/v1", "level": "Metadata", "stage": "ResponseComplete",
                 "requestURI": "\(widgets)", "verb": "create",
                 "user": {"username": "root", "groups": ["system:masters", "system:authenticated"]},
                 "sourceIPs": ["192.0.2.7"], "userAgent": "tester/1",
                 "objectRef": {"resource": "widgets", "namespace": "a", "name": "s", "apiGroup": "example.com",
                               "apiVersion": "v1"},
                 "responseStatus": {"metadata": {}, "code": 201},
                 "requestReceivedTimestamp": "2027-01-15T08:00:00.123456Z"}
                """
        )
        #expect(JSONValue.object(event) == expected)
        #expect(lines[2]["responseStatus"]?["status"]?.string == "Failure")
        #expect(lines[2]["responseStatus"]?["reason"]?.string == "Unauthorized")
    }
}
