// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct RouterTests {
    private static let router: HTTPRouter = {
        var router = HTTPRouter()
        for (method, pattern) in [
            (HTTPMethod.get, "/"),
            (.get, "/apis"),
            (.get, "/apis/{group}/{version}"),
            (.get, "/apis/{group}/{version}/namespaces/{namespace}/{resource}/{name}"),
            (.delete, "/apis/{group}/{version}/namespaces/{namespace}/{resource}/{name}"),
            (.get, "/apis/core/v1"),
            (.post, "/apis/core/v2"),
            (.get, "/static/{path...}"),
            (.get, "/static/index"),
            (.get, "/slash/"),
        ] {
            router.on(method, pattern) { request in
                let names = ["group", "version", "namespace", "resource", "name", "path"]
                let found = names.compactMap { name in request.parameters[name].map { "\(name)=\($0)" } }
                return HTTPServerResponse(text: found.joined(separator: " "))
            }
        }
        return router
    }()

    struct Row: CustomTestStringConvertible {
        let target: String
        let route: String?
        let text: String
        var testDescription: String { "\(target) leads to \(route ?? "nothing")" }
    }

    static let rows = [
        Row(target: "/", route: "/", text: ""),
        Row(target: "/?a=b", route: "/", text: ""),
        Row(target: "/apis", route: "/apis", text: ""),
        Row(target: "/apis/", route: nil, text: "nothing is here"),
        Row(target: "/apis/apps/v1", route: "/apis/{group}/{version}", text: "group=apps version=v1"),
        Row(target: "/apis/core/v1", route: "/apis/core/v1", text: ""),
        // The literal route is for POST; the other one can answer.
        Row(target: "/apis/core/v2", route: "/apis/{group}/{version}", text: "group=core version=v2"),
        // The literal segment leads nowhere; the parameter does.
        Row(target: "/apis/core/v3", route: "/apis/{group}/{version}", text: "group=core version=v3"),
        Row(target: "/apis//v1", route: nil, text: "nothing is here"),
        Row(
            target: "/apis/a%2Fb/v1/namespaces/c%20d/%C3%A4/%7Be%7D",
            route: "/apis/{group}/{version}/namespaces/{namespace}/{resource}/{name}",
            text: "group=a/b version=v1 namespace=c d resource=ä name={e}"
        ),
        Row(target: "/static/a/b%20c/", route: "/static/{path...}", text: "path=a/b c/"),
        Row(target: "/static/", route: "/static/{path...}", text: "path="),
        Row(target: "/static", route: nil, text: "nothing is here"),
        Row(target: "/static/index", route: "/static/index", text: ""),
        Row(target: "/static/index/x", route: "/static/{path...}", text: "path=index/x"),
        Row(target: "/slash/", route: "/slash/", text: ""),
        Row(target: "/slash", route: nil, text: "nothing is here"),
        Row(target: "/%61pis", route: "/apis", text: ""),
    ]

    @Test("a path leads to its most literal route", arguments: rows)
    func finds(_ row: Row) async throws {
        let reply = try await InProcessClient(Self.router.handler).send(.get, row.target)
        #expect(reply.route == row.route)
        #expect(reply.text == row.text)
        #expect(reply.status == (row.route == nil ? .notFound : .ok))
    }

    @Test("a path of other methods is 405 and names them; HEAD is answered as GET is")
    func methods() async throws {
        let client = InProcessClient(Self.router.handler)
        let target = "/apis/a/b/namespaces/c/d/e"
        let reply = try await client.send(.put, target)
        #expect(reply.status == .methodNotAllowed)
        #expect(reply.fields["Allow"] == "DELETE, GET, HEAD")
        #expect(try await client.send(.head, target).status == .ok)
        #expect(try await client.send(.put, "/apis/core/v2").fields["Allow"] == "GET, HEAD, POST")
        #expect(try await client.send(.put, "/nowhere").status == .notFound)
    }

    @Test("errors become responses that keep their route")
    func errors() async throws {
        var router = HTTPRouter()
        router.on(.get, "/query") { HTTPServerResponse(text: try $0.query()["a"] ?? "") }
        router.on(.post, "/body") { HTTPServerResponse(body: try await $0.body.collect(upTo: 3)) }
        let client = InProcessClient(router.handler)
        #expect(try await client.send(.get, "/query?a=b+c").text == "b c")
        let malformed = try await client.send(.get, "/query?a=%FF")
        #expect(malformed.status == .badRequest && malformed.route == "/query")
        #expect(try await client.send(.post, "/body", body: [1, 2, 3]).body == [1, 2, 3])
        #expect(try await client.send(.post, "/body", body: [1, 2, 3, 4]).status == .contentTooLarge)
        await #expect(throws: RequestRejection(.dotSegment)) { try await client.send(.get, "/..") }
    }

    @Test("middleware wraps the routes in the order in which it was added")
    func middleware() async throws {
        var router = HTTPRouter()
        for name in ["outer", "inner"] {
            router.use { request, next in
                guard request.fields["stop"] != name else { return HTTPServerResponse(.forbidden) }
                var response = try await next(request)
                response.fields.append("Seen-By", name)
                return response
            }
        }
        router.on(.get, "/") { _ in HTTPServerResponse { try await $0.write("streamed") } }
        let client = InProcessClient(router.handler)
        let reply = try await client.send(.get, "/")
        #expect(reply.fields.values(of: "seen-by") == ["inner", "outer"])
        #expect(reply.text == "streamed")
        #expect(try await client.send(.get, "/nowhere").fields.values(of: "seen-by") == ["inner", "outer"])
        let stopped = try await client.send(.get, "/", fields: ["stop": "inner"])
        #expect(stopped.status == .forbidden && stopped.fields.values(of: "seen-by") == ["outer"])
    }

    @Test(
        "a pattern that cannot be meant is malformed",
        arguments: ["a", "/{a", "/a{b}", "/{}", "/{a}/{a}", "/{a...}/b", "/{a.b}"]
    )
    func malformed(_ pattern: String) {
        #expect(throws: RoutePattern.Malformed.self) { try RoutePattern(pattern) }
    }

    @Test("a mistaken route ends the program", arguments: ["/{a}/{a}", "/twice"])
    func mistakes(_ pattern: String) async {
        await #expect(processExitsWith: .failure) { [pattern] in
            var router = HTTPRouter()
            router.on(.get, "/twice") { _ in HTTPServerResponse() }
            router.on(.get, pattern) { _ in HTTPServerResponse() }
        }
    }
}
