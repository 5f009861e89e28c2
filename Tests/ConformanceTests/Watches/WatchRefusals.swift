// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Watches that are refused", .timeLimit(.minutes(2)))
    struct WatchRefusals {
        @Test("a watch that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check()
        }
    }
}

extension Conformance.WatchRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "initial events without a match",
            .get("configmaps?watch=1&sendInitialEvents=true"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires \#
            setting resourceVersionMatch to NotOlderThan
            """#
        ),
        Refusal(
            "initial events at exactly a version",
            .get("configmaps?watch=1&sendInitialEvents=true&resourceVersionMatch=Exact&allowWatchBookmarks=true"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: [resourceVersionMatch: Forbidden: sendInitialEvents requires \#
            setting resourceVersionMatch to NotOlderThan, resourceVersionMatch: Unsupported value: "Exact": \#
            supported values: "NotOlderThan"]
            """#
        ),
        Refusal(
            "a match without initial events",
            .get("configmaps?watch=1&resourceVersionMatch=NotOlderThan"),
            422,
            "Invalid",
            #"""
            ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is \#
            forbidden for watch unless sendInitialEvents is provided
            """#
        ),
        Refusal(
            "a version that is none",
            .get("configmaps?watch=1&resourceVersion=abc"),
            500,
            "",
            #"resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax"#
        ),
        Refusal(
            "a version below zero",
            .get("configmaps?watch=1&resourceVersion=-1"),
            500,
            "",
            #"resourceVersion: Invalid value: "-1": strconv.ParseUint: parsing "-1": invalid syntax"#
        ),
        Refusal(
            "a field that cannot be selected",
            .get("configmaps?watch=1&fieldSelector=spec.x%3D1"),
            400,
            "BadRequest",
            #""spec.x" is not a known field selector: only "metadata.name", "metadata.namespace""#
        ),
        Refusal(
            "a label selector that ends early",
            .get("configmaps?watch=1&labelSelector=!"),
            400,
            "BadRequest",
            "unable to parse requirement: found '', expected: identifier"
        ),
    ]
}
