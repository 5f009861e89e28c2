// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

@Suite("What a client may ask of a deletion", .timeLimit(.minutes(1)))
struct DeleteOptionsTests {
    struct Refusal: CustomTestStringConvertible, Sendable {
        var query = ""
        var body = ""
        var contentType = "application/json"
        let code: Int
        let message: String
        var testDescription: String { "\(query) \(body) is refused with \(code)" }
    }

    private static let invalid = "DeleteOptions.meta.k8s.io \"\" is invalid: "
    private static let policies = #"supported values: "Foreground", "Background", "Orphan", "nil""#

    // Bodies and messages as kube-apiserver 1.36.2 has them.
    static let refusals = [
        Refusal(query: "?dryRun=Some", code: 422, message: invalid + #"dryRun: Unsupported value: ["Some"]: "#),
        Refusal(body: #"{"dryRun":["Some"]}"#, code: 422, message: #"["Some"]: supported values: "All""#),
        Refusal(
            body: #"{"propagationPolicy":"Nope"}"#,
            code: 422,
            message: invalid + #"propagationPolicy: Unsupported value: "Nope": "# + policies
        ),
        Refusal(query: "?propagationPolicy=Nope", code: 422, message: #"Unsupported value: "Nope": "# + policies),
        Refusal(
            body: #"{"propagationPolicy":"Background","orphanDependents":true}"#,
            code: 422,
            message: invalid + #"propagationPolicy: Invalid value: "Background": orphanDependents and "#
                + "deletionPropagation cannot be both set"
        ),
        Refusal(body: #"{"preconditions":"#, code: 400, message: "couldn't get version/kind; json parse error: "),
        Refusal(
            body: "[]",
            code: 400,
            message: "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type "
                + #"struct { APIVersion string "json:\"apiVersion,omitempty\""; "#
                + #"Kind string "json:\"kind,omitempty\"" }"#
        ),
        Refusal(
            body: #"{"kind":"Pod","apiVersion":"v1"}"#,
            code: 400,
            message: #"no kind "Pod" is registered for version "v1" in scheme "#
                + #""k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27""#
        ),
        Refusal(
            body: #"{"gracePeriodSeconds":"x"}"#,
            code: 400,
            message: "json: cannot unmarshal string into Go struct field DeleteOptions.gracePeriodSeconds of type int64"
        ),
        Refusal(query: "?gracePeriodSeconds=x", code: 400, message: #"strconv.ParseInt: parsing "x": invalid syntax"#),
        Refusal(body: "{}", contentType: "text/plain", code: 415, message: "the body of the request was in an unknown"),
        Refusal(
            body: #"{"preconditions":{"uid":"x"}}"#,
            code: 409,
            message: #"Operation cannot be fulfilled on ConfigMap "x": the UID in the precondition (x) does not match "#
        ),
        Refusal(query: "?uid=x", code: 409, message: "the UID in the precondition (x)"),
        Refusal(
            body: #"{"preconditions":{"resourceVersion":"1"}}"#,
            code: 409,
            message: #"on ConfigMap "x": the ResourceVersion in the precondition (1) does not match "#
        ),
    ]

    @Test("what cannot be is refused, and the object stays", arguments: refusals)
    func refused(refusal: Refusal) async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x")
        let path = "configmaps/x\(refusal.query)"
        let reply = try await cluster.send(.delete, path, text: refusal.body, refusal.contentType)
        #expect(reply.code == refusal.code)
        #expect(reply.message.contains(refusal.message))
        #expect(try cluster.exists("ConfigMap", "x"))
    }

    @Test(
        "options of any group and version do, with or without a kind",
        arguments: [
            "", "{}", "null", #"{"kind":"DeleteOptions","apiVersion":"foo/v1"}"#, #"{"apiVersion":"v1"}"#,
            #"{"unknown":1}"#, #"{"gracePeriodSeconds":-5}"#,
        ]
    )
    func acceptance(body: String) async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x")
        #expect(try await cluster.send(.delete, "configmaps/x", text: body).kind == "Status Success")
        #expect(try !cluster.exists("ConfigMap", "x"))
    }

    @Test("where there is a body, the query counts for nothing")
    func bodyAndQuery() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x")
        _ = try await cluster.send(.delete, "configmaps/x?dryRun=All")
        #expect(try cluster.exists("ConfigMap", "x"))
        _ = try await cluster.send(.delete, "configmaps/x?dryRun=All", ["propagationPolicy": "Background"])
        #expect(try !cluster.exists("ConfigMap", "x"))
    }
}
