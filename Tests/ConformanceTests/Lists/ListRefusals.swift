// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Lists that are refused", .timeLimit(.minutes(2)))
    struct ListRefusals {
        @Test("a list that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.ListRefusals {
    static let given: [Call] = [
        .post("configmaps", ["metadata": ["name": "a"]])
    ]

    static let rows: [Refusal] = [
        Refusal(
            "exactly no version",
            .get("configmaps?resourceVersion=0&resourceVersionMatch=Exact"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch \#
            "exact" is forbidden for resourceVersion "0"
            """#
        ),
        Refusal(
            "a match without a version",
            .get("configmaps?resourceVersionMatch=NotOlderThan"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is \#
            forbidden unless resourceVersion is provided
            """#
        ),
        Refusal(
            "a match that is none",
            .get("configmaps?resourceVersion=1&resourceVersionMatch=Foo"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Unsupported value: "Foo": supported \#
            values: "Exact", "NotOlderThan", ""
            """#
        ),
        Refusal(
            "a version that is none",
            .get("configmaps?resourceVersion=abc"),
            400,
            "BadRequest",
            #"""
            invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": \#
            invalid syntax
            """#
        ),
        Refusal(
            "an object at a version that is none",
            .get("configmaps/a?resourceVersion=abc"),
            500,
            "",
            #"resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax"#
        ),
        Refusal(
            "a token that is none",
            .get("configmaps?continue=xx"),
            400,
            "BadRequest",
            #"""
            invalid continue token: continue key is not valid: invalid character '\xc7' looking for beginning \#
            of value
            """#
        ),
        Refusal(
            "a limit that is none",
            .get("configmaps?limit=x"),
            400,
            "BadRequest",
            #"strconv.ParseInt: parsing "x": invalid syntax"#
        ),
        Refusal(
            "a time that is none",
            .get("configmaps?timeoutSeconds=x"),
            400,
            "BadRequest",
            #"strconv.ParseInt: parsing "x": invalid syntax"#
        ),
        Refusal(
            "a token with a version",
            .get("configmaps?resourceVersion=1&continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6NSwic3RhcnQiOiJhIn0="),
            400,
            "BadRequest",
            "invalid continue token: continue key is not valid: illegal base64 data at input byte 55"
        ),
        Refusal(
            "a token with a match",
            .get("configmaps?resourceVersion=1&resourceVersionMatch=Exact&continue=abc"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is \#
            forbidden when continue is provided
            """#
        ),
        Refusal(
            "initial events",
            .get("configmaps?sendInitialEvents=true"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden \#
            for list
            """#
        ),
        Refusal(
            "a label selector with three equals signs",
            .get("configmaps?labelSelector=a%3D%3D%3D"),
            400,
            "BadRequest",
            "unable to parse requirement: found '=', expected: identifier"
        ),
        Refusal(
            "a label selector that ends early",
            .get("configmaps?labelSelector=!"),
            400,
            "BadRequest",
            "unable to parse requirement: found '', expected: identifier"
        ),
        Refusal(
            "a label selector with a value that is none",
            .get("configmaps?labelSelector=a%3D-"),
            400,
            "BadRequest",
            #"unable to parse requirement: values[0][a]: Invalid value: "-": \#(Wording.labelValue)"#
        ),
        Refusal(
            "a label selector with an open list",
            .get("configmaps?labelSelector=a%20in%20%28b"),
            400,
            "BadRequest",
            "unable to parse requirement: found '', expected: ',' or ')'"
        ),
        Refusal(
            "a field that cannot be selected",
            .get("configmaps?fieldSelector=spec.x%3D1"),
            400,
            "BadRequest",
            #""spec.x" is not a known field selector: only "metadata.name", "metadata.namespace""#
        ),
        Refusal(
            "a field of pods that cannot be selected",
            .get("pods?fieldSelector=spec.x%3D1"),
            400,
            "BadRequest",
            "field label not supported: spec.x"
        ),
        Refusal(
            "a field selector without a value",
            .get("configmaps?fieldSelector=x"),
            400,
            "BadRequest",
            "invalid selector: 'x'; can't understand 'x'"
        ),
        Refusal(
            "a token for the metadata of a list asked of an object",
            .get("configmaps/a", accept: "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"),
            406,
            "NotAcceptable",
            """
            you requested PartialObjectMetadataList, but the requested object is not a list (*core.ConfigMap)
            """
        ),
        Refusal(
            "the metadata of an object asked of a list",
            .get("configmaps", accept: "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"),
            406,
            "NotAcceptable",
            "you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)"
        ),
        Refusal(
            "a table of another version",
            .get("configmaps", accept: "application/json;as=Table;v=v2;g=meta.k8s.io"),
            406,
            "NotAcceptable",
            """
            only the following media types are accepted: application/json, application/yaml, \
            application/vnd.kubernetes.protobuf
            """
        ),
        Refusal(
            "rows with something else",
            .get("configmaps?includeObject=Foo", accept: "application/json;as=Table;v=v1;g=meta.k8s.io"),
            400,
            "BadRequest",
            #"""
            Unable to convert to Table as requested: includeObject: Invalid value: "Foo": must be 'Metadata', \#
            'Object', 'None', or empty
            """#
        ),
    ]
}
