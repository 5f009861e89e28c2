// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

@Suite("Parameters", .timeLimit(.minutes(1)))
struct ParameterTests {
    private static let listOptions = #"ListOptions.meta.k8s.io "" is invalid:"#
    private static let match = "resourceVersionMatch: Forbidden: resourceVersionMatch is"
    private static let number = #"strconv.ParseInt: parsing"#

    private static func list(_ query: String, _ code: Int, _ message: String = "") -> Exchange {
        Exchange(target: "\(WholeServer.configMaps)?\(query)", code: code, message: message)
    }

    private static func watch(_ query: String, _ code: Int, _ message: String = "") -> Exchange {
        list("watch=1&timeoutSeconds=1&\(query)", code, message)
    }

    private static func widgets(_ query: String, _ code: Int, _ message: String = "") -> Exchange {
        Exchange(target: "\(WholeServer.widgets)?\(query)", code: code, message: message)
    }

    static let numbers = [
        list("limit=x", 400, #"\#(number) "x": invalid syntax"#),
        list("limit=", 400, #"\#(number) "": invalid syntax"#),
        list("limit=-1", 200),
        list("timeoutSeconds=x", 400, #"\#(number) "x": invalid syntax"#),
        list(
            "resourceVersion=abc",
            400,
            #"invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax"#
        ),
        watch(
            "resourceVersion=abc",
            500,
            #"resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax"#
        ),
        watch("resourceVersion=99999", 200),
        list("timeout=abc", 400, #"invalid timeout specified in the request URL - time: invalid duration "abc""#),
        list("timeout=1", 400, #"invalid timeout specified in the request URL - time: missing unit in duration "1""#),
        list("timeout=1m1.5s", 200),
        list("pretty=x&allowWatchBookmarks=x&unknown=y", 200),
    ]

    static let continuations = [
        list(
            "continue=x",
            400,
            "invalid continue token: continue key is not valid: illegal base64 data at input byte 0"
        ),
        list(
            "limit=1&continue=eHl6",
            400,
            "invalid continue token: continue key is not valid: invalid character 'x' looking for beginning of value"
        ),
        list(
            "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ",
            400,
            "invalid continue token: continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)"
        ),
    ]

    static let matches = [
        list("resourceVersionMatch=Exact", 422, "\(listOptions) \(match) forbidden unless resourceVersion is provided"),
        list(
            "resourceVersionMatch=foo",
            422,
            "\(listOptions) [\(match) forbidden unless resourceVersion is provided, resourceVersionMatch: Unsupported value: \"foo\": supported values: \"Exact\", \"NotOlderThan\", \"\"]"
        ),
        list(
            "resourceVersion=0&resourceVersionMatch=Exact",
            422,
            "\(listOptions) resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""
        ),
        list("resourceVersion=0&resourceVersionMatch=NotOlderThan", 200),
        list(
            "continue=x&resourceVersion=1&resourceVersionMatch=Exact",
            422,
            "\(listOptions) \(match) forbidden when continue is provided"
        ),
        list(
            "sendInitialEvents=true",
            422,
            "\(listOptions) sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list"
        ),
        watch(
            "sendInitialEvents=false",
            422,
            "\(listOptions) resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
        ),
        watch(
            "resourceVersionMatch=NotOlderThan",
            422,
            "\(listOptions) \(match) forbidden for watch unless sendInitialEvents is provided"
        ),
        watch(
            "sendInitialEvents=true&resourceVersionMatch=Exact",
            422,
            "\(listOptions) [resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan, resourceVersionMatch: Unsupported value: \"Exact\": supported values: \"NotOlderThan\"]"
        ),
        watch("sendInitialEvents=true&resourceVersionMatch=NotOlderThan", 200),
        watch("continue=abc", 422, "\(listOptions) \(match) forbidden when continue is provided"),
    ]

    private static let key =
        "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"

    static let selectors = [
        list("labelSelector=a%3D%3D%3Db", 400, "unable to parse requirement: found '=', expected: identifier"),
        list("labelSelector=%21%21", 400, "unable to parse requirement: found '!', expected: identifier"),
        list("labelSelector=a+in+b", 400, "unable to parse requirement: found 'b' expected: '('"),
        list(
            "labelSelector=a+b",
            400,
            "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"
        ),
        list("labelSelector=a,", 400, "found '', expected: identifier after ','"),
        list("labelSelector=a=b+c", 400, "found 'c', expected: ',' or 'end of string'"),
        list("labelSelector=a&labelSelector=%21%21", 200),
        list("fieldSelector=foo", 400, "invalid selector: 'foo'; can't understand 'foo'"),
        list("fieldSelector=a%3D%5Cx", 400, #"invalid field selector: invalid escape sequence: \x"#),
        list(
            "fieldSelector=foo%3Dbar",
            400,
            #""foo" is not a known field selector: only "metadata.name", "metadata.namespace""#
        ),
        widgets("fieldSelector=foo%3Dbar", 400, "field label not supported: foo"),
        Exchange(
            target: "/api/v1/pods?fieldSelector=spec.foo%3Dbar",
            code: 400,
            message: "field label not supported: spec.foo"
        ),
        Exchange(
            target: "/apis/batch/v1/jobs?fieldSelector=foo%3Dbar",
            code: 400,
            message: #"field label "foo" not supported for Job"#
        ),
    ]

    @Test("parameters of reading are understood or refused", arguments: numbers + continuations + matches + selectors)
    func reading(_ row: Exchange) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(.get, row.target)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }

    private static func post(_ query: String, _ code: Int, _ message: String = "") -> Exchange {
        Exchange(
            method: .post,
            target: "\(WholeServer.configMaps)?\(query)",
            body: #"{"metadata":{"name":"y"}}"#,
            code: code,
            message: message
        )
    }

    private static let createOptions = #"CreateOptions.meta.k8s.io "" is invalid:"#

    static let writes = [
        post("dryRun=", 422, #"\#(createOptions) dryRun: Unsupported value: [""]: supported values: "All""#),
        post("dryRun=foo", 422, #"\#(createOptions) dryRun: Unsupported value: ["foo"]: supported values: "All""#),
        post(
            "dryRun=All&dryRun=foo",
            422,
            #"\#(createOptions) dryRun: Unsupported value: ["All","foo"]: supported values: "All""#
        ),
        post("dryRun=All&dryRun=All&force=true&fieldValidation=", 201),
        post(
            "fieldManager=" + String(repeating: "a", count: 129),
            422,
            "\(createOptions) fieldManager: Too long: may not be more than 128 bytes"
        ),
        post(
            "fieldManager=a%00b",
            422,
            #"\#(createOptions) fieldManager: Invalid value: "a\x00b": invalid character U+0000 (at position 1)"#
        ),
        post(
            "fieldManager=a%0Ab%E2%80%8B",
            422,
            #"\#(createOptions) [fieldManager: Invalid value: "a\nb\u200b": invalid character U+000A (at position 1), fieldManager: Invalid value: "a\nb\u200b": invalid character U+200B (at position 3)]"#
        ),
        post(
            "fieldValidation=x",
            422,
            #"\#(createOptions) fieldValidation: Unsupported value: "x": supported values: "", "Ignore", "Strict", "Warn""#
        ),
        Exchange(
            method: .patch,
            target: "\(WholeServer.configMaps)/x?force=x",
            body: "{}",
            type: "application/merge-patch+json",
            code: 422,
            message:
                #"PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch"#
        ),
        Exchange(
            method: .patch,
            target: "\(WholeServer.configMaps)/x",
            body: "{}",
            type: "application/apply-patch+yaml",
            code: 422,
            message:
                #"PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch"#
        ),
        Exchange(
            method: .put,
            target: "\(WholeServer.configMaps)/x?dryRun=foo",
            body: "{}",
            code: 422,
            message:
                #"UpdateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["foo"]: supported values: "All""#
        ),
    ]

    @Test("parameters of writes are understood or refused", arguments: writes)
    func writing(_ row: Exchange) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(row.method, row.target, row.body, type: row.type)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }

    @Test("a trial changes nothing, whatever the verb")
    func dryRun() async throws {
        let server = try await WholeServer()
        let target = "\(WholeServer.configMaps)/x"
        _ = try await server.send(.post, WholeServer.configMaps, #"{"metadata":{"name":"x"},"data":{"a":"b"}}"#)
        let before = try await server.send(.get, target).text
        let put = try await server.send(.put, "\(target)?dryRun=All", #"{"metadata":{"name":"x"},"data":{"a":"c"}}"#)
        #expect(put.json["data"] == ["a": "c"])
        #expect(try await server.merge("\(target)?dryRun=All", #"{"data":{"a":"d"}}"#).json["data"] == ["a": "d"])
        let intent = #"{"apiVersion":"v1","kind":"ConfigMap","data":{"e":"f"}}"#
        let apply = "application/apply-patch+yaml"
        let applied = try await server.send(.patch, "\(target)?dryRun=All&fieldManager=m", intent, type: apply)
        #expect(applied.json["data"] == ["a": "b", "e": "f"])
        #expect(try await server.send(.delete, "\(target)?dryRun=All").status == 200)
        #expect(try await server.send(.get, target).text == before)
    }

    @Test("who does not say who writes is known by what he writes with")
    func manager() async throws {
        let server = try await WholeServer()
        func manager(_ query: String, _ agent: String) async throws -> String? {
            let made = try await server.send(
                .post,
                "\(WholeServer.configMaps)?dryRun=All\(query)",
                #"{"metadata":{"name":"y"},"data":{"a":"b"}}"#,
                more: [("User-Agent", agent)]
            )
            return made.json["metadata"]?["managedFields"]?[0]?["manager"]?.string
        }
        #expect(try await manager("", "kubectl/v1.36 (linux)") == "kubectl")
        #expect(try await manager("", "") == "unknown")
        #expect(try await manager("&fieldManager=me", "kubectl/v1.36") == "me")
    }

    @Test("a field that is not there is a zero to Kubernetes' own kinds, and nothing to custom ones")
    func absentFields() async throws {
        let server = try await WholeServer()
        _ = try await server.send(.post, "/api/v1/nodes", #"{"metadata":{"name":"n"}}"#)
        _ = try await server.send(.post, WholeServer.widgets, WholeServer.widget("w"))
        func count(_ target: String) async throws -> Int? {
            try await server.send(.get, target).json["items"]?.array?.count
        }
        #expect(try await count("/api/v1/nodes?fieldSelector=spec.unschedulable%3Dfalse") == 1)
        #expect(try await count("/api/v1/nodes?fieldSelector=spec.unschedulable%3Dtrue") == 0)
        #expect(try await count("\(WholeServer.widgets)?fieldSelector=spec.on%3Dfalse") == 0)
        #expect(try await count("\(WholeServer.widgets)?fieldSelector=spec.on%3D") == 1)
    }
}
