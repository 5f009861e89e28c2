// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Deletions that are refused", .timeLimit(.minutes(2)))
    struct DeletionRefusals {
        @Test("a deletion that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.DeletionRefusals {
    static let given: [Call] = [
        .post("configmaps", ["metadata": ["name": "a"]]),
        .post("configmaps", ["metadata": ["name": "going", "finalizers": ["example.com/a"]]]),
        .delete("configmaps/going"),
    ]

    static let rows: [Refusal] = [
        Refusal(
            "what is not there",
            .delete("configmaps/none"),
            404,
            "NotFound",
            #"configmaps "none" not found"#
        ),
        Refusal(
            "a policy that is none",
            .delete("configmaps/a", ["propagationPolicy": "Foo"]),
            422,
            "Invalid",
            #"""
            DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Foo": supported \#
            values: "Foreground", "Background", "Orphan", "nil"
            """#
        ),
        Refusal(
            "a policy in the query that is none",
            .delete("configmaps/a?propagationPolicy=Foo"),
            422,
            "Invalid",
            #"""
            DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Foo": supported \#
            values: "Foreground", "Background", "Orphan", "nil"
            """#
        ),
        Refusal(
            "two ways to say a policy",
            .delete("configmaps/a", ["propagationPolicy": "Orphan", "orphanDependents": true]),
            422,
            "Invalid",
            #"""
            DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": \#
            orphanDependents and deletionPropagation cannot be both set
            """#
        ),
        Refusal(
            "half a body",
            .text(.delete, "configmaps/a", "{"),
            400,
            "BadRequest",
            "couldn't get version/kind; json parse error: unexpected end of JSON input"
        ),
        Refusal(
            "a body of another kind",
            .delete("configmaps/a", ["kind": "ConfigMap", "apiVersion": "v1"]),
            400,
            "BadRequest",
            #"""
            no kind "ConfigMap" is registered for version "v1" in scheme \#
            "k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27"
            """#
        ),
        Refusal(
            "a dry run that is none",
            .delete("configmaps/a", ["dryRun": ["Foo"]]),
            422,
            "Invalid",
            #"""
            DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Foo"]: supported values: "All"
            """#
        ),
        Refusal(
            "a name that is taken by what goes",
            .post("configmaps", ["metadata": ["name": "going"]]),
            409,
            "AlreadyExists",
            #"object is being deleted: configmaps "going" already exists"#
        ),
        Refusal(
            "a namespace that has to stay",
            .delete("/api/v1/namespaces/default"),
            403,
            "Forbidden",
            #"namespaces "default" is forbidden: this namespace may not be deleted"#
        ),
        Refusal(
            "the namespace of the system",
            .delete("/api/v1/namespaces/kube-system"),
            403,
            "Forbidden",
            #"namespaces "kube-system" is forbidden: this namespace may not be deleted"#
        ),
    ]
}
