// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeClient
import KubeCore
import TestSupport
import Testing

@Suite("Lists in pages", .timeLimit(.minutes(1)))
struct PagingTests {
    static func page(_ names: [String], next token: String? = nil, version: String = "7") -> ScriptedTransport.Answer {
        let items = names.map { #"{"metadata":{"name":"\#($0)"}}"# }.joined(separator: ",")
        let rest = token.map { #","continue":"\#($0)","remainingItemCount":1"# } ?? ""
        return .init(#"{"kind":"SecretList","metadata":{"resourceVersion":"\#(version)"\#(rest)},"items":[\#(items)]}"#)
    }

    @Test("pages are put together, and the list has one version")
    func pages() async throws {
        let scripted = ScriptedClient([
            Self.page(["a", "b"], next: "t1"), Self.page(["c"], next: "t2"), Self.page(["d"]),
        ])
        let list = try await scripted.client.listAll(CoreV1.Secret.self, namespace: "flyte")
        #expect(list.items.map(\.metadata.name) == ["a", "b", "c", "d"])
        #expect(list.metadata.resourceVersion == ResourceVersion("7"))
        #expect(list.metadata.continueToken == nil && list.metadata.remainingItemCount == nil)
        #expect(
            scripted.transport.lines == [
                "GET /api/v1/namespaces/flyte/secrets?limit=500",
                "GET /api/v1/namespaces/flyte/secrets?limit=500&continue=t1",
                "GET /api/v1/namespaces/flyte/secrets?limit=500&continue=t2",
            ]
        )
    }

    @Test("when the state is gone before the last page, everything is fetched anew at once")
    func expiry() async throws {
        let scripted = ScriptedClient([
            Self.page(["a"], next: "t1"), .init(.gone, AnswerText.status(410, "Expired")),
            Self.page(["x", "y"], version: "9"),
        ])
        let list = try await scripted.client.listAll(CoreV1.Secret.self)
        #expect(list.items.map(\.metadata.name) == ["x", "y"])
        #expect(list.metadata.resourceVersion == ResourceVersion("9"))
        #expect(scripted.transport.lines.last == "GET /api/v1/secrets")
    }

    @Test("a first page that is refused as too old is the caller's business")
    func expiredStart() async throws {
        let scripted = ScriptedClient([.init(.gone, AnswerText.status(410, "Expired"))])
        var options = ListOptions()
        options.version = .notOlderThan(ResourceVersion("3"))
        let error = await #expect(throws: APIError.self) {
            try await scripted.client.listAll(CoreV1.Secret.self, options)
        }
        #expect(error?.isExpired == true)
        #expect(scripted.transport.requests.count == 1)
    }

    @Test("another failure on a later page is a failure")
    func failure() async throws {
        let scripted = ScriptedClient([
            Self.page(["a"], next: "t1"), .init(.forbidden, AnswerText.status(403, "Forbidden")),
        ])
        let error = await #expect(throws: APIError.self) { try await scripted.client.listAll(CoreV1.Secret.self) }
        #expect(error?.isForbidden == true)
    }

    @Test(
        "only the present state and any state come in pages",
        arguments: [
            (ListOptions.Version.mostRecent, "?limit=500"), (.any, "?limit=500&resourceVersion=0"),
            (.notOlderThan(ResourceVersion("3")), "?resourceVersion=3&resourceVersionMatch=NotOlderThan"),
            (.exactly(ResourceVersion("3")), "?resourceVersion=3&resourceVersionMatch=Exact"),
        ]
    )
    func versions(_ version: ListOptions.Version, _ query: String) async throws {
        let scripted = ScriptedClient([Self.page([])])
        var options = ListOptions()
        options.version = version
        _ = try await scripted.client.listAll(CoreV1.Secret.resourceType, options, as: PartialObject.self)
        #expect(scripted.transport.lines == ["GET /api/v1/secrets\(query)"])
    }
}
