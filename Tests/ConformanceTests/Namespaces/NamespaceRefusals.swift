// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Namespaces that are refused", .timeLimit(.minutes(2)))
    struct NamespaceRefusals {
        @Test("what a namespace does not allow is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check()
        }
    }
}

extension Conformance.NamespaceRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "a phase that it has not",
            .merge("/api/v1/namespaces/{ns}/status", ["status": ["phase": "Terminating"]]),
            422,
            "Invalid",
            #"""
            Namespace "{ns}" is invalid: status.Phase: Invalid value: "Terminating": may only be 'Active' if \#
            `deletionTimestamp` is empty
            """#
        ),
        Refusal(
            "a finalizer without a domain",
            .put("/api/v1/namespaces/{ns}/finalize", ["metadata": ["name": "{ns}"], "spec": ["finalizers": ["bad"]]]),
            422,
            "Invalid",
            #"""
            Namespace "{ns}" is invalid: spec.finalizers[0]: Invalid value: "bad": name is neither a standard \#
            finalizer name nor is it fully qualified
            """#
        ),
        Refusal(
            "a namespace that is not there",
            .delete("/api/v1/namespaces/{ns}-none"),
            404,
            "NotFound",
            #"namespaces "{ns}-none" not found"#
        ),
        Refusal(
            "a label that is none",
            .merge("/api/v1/namespaces/{ns}", ["metadata": ["labels": ["a": "!"]]]),
            422,
            "Invalid",
            #"Namespace "{ns}" is invalid: metadata.labels: Invalid value: "!": \#(Wording.labelValue)"#
        ),
    ]
}
