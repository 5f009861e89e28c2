// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Secrets and config maps that are refused", .timeLimit(.minutes(2)))
    struct ConfigurationRefusals {
        @Test("a built-in object that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.ConfigurationRefusals {
    static let given: [Call] = [
        .post("secrets", ["metadata": ["name": "old"]]),
        .post("secrets", ["metadata": ["name": "fixed"], "immutable": true, "data": ["a": "YQ=="]]),
        .post("configmaps", ["metadata": ["name": "fixed"], "immutable": true, "data": ["a": "1"]]),
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a secret whose type changes",
            .put("secrets/old", ["metadata": ["name": "old"], "type": "example.com/x"]),
            422,
            "Invalid",
            #"Secret "old" is invalid: type: Invalid value: "example.com/x": field is immutable"#
        ),
        Refusal(
            "a secret that is immutable",
            .merge("secrets/fixed", ["data": ["a": "Yg=="]]),
            422,
            "Invalid",
            #"Secret "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set"#
        ),
        Refusal(
            "a secret that stops being immutable",
            .merge("secrets/fixed", ["immutable": false]),
            422,
            "Invalid",
            #"Secret "fixed" is invalid: immutable: Forbidden: field is immutable when `immutable` is set"#
        ),
        Refusal(
            "a config map that is immutable",
            .merge("configmaps/fixed", ["data": ["a": "2"]]),
            422,
            "Invalid",
            #"ConfigMap "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set"#
        ),
        Refusal(
            "a secret key that is none",
            .post("secrets", ["metadata": ["name": "n"], "data": ["a b": "YQ=="]]),
            422,
            "Invalid",
            #"Secret "n" is invalid: data[a b]: Invalid value: "a b": \#(Wording.dataKey)"#
        ),
        Refusal(
            "a secret value that is no base64",
            .post("secrets", ["metadata": ["name": "n"], "data": ["a": "!"]]),
            400,
            "BadRequest",
            #"Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 0"#
        ),
        Refusal(
            "a TLS secret without its key",
            .post("secrets", ["metadata": ["name": "n"], "type": "kubernetes.io/tls", "data": ["tls.crt": ""]]),
            422,
            "Invalid",
            #"Secret "n" is invalid: data[tls.key]: Required value"#
        ),
        Refusal(
            "a registry secret without its file",
            .post("secrets", ["metadata": ["name": "n"], "type": "kubernetes.io/dockerconfigjson"]),
            422,
            "Invalid",
            #"Secret "n" is invalid: data[.dockerconfigjson]: Required value"#
        ),
        Refusal(
            "a registry secret with a file that is no JSON",
            .post(
                "secrets",
                [
                    "metadata": ["name": "n"], "type": "kubernetes.io/dockerconfigjson",
                    "data": [".dockerconfigjson": "YQ=="],
                ]
            ),
            422,
            "Invalid",
            #"""
            Secret "n" is invalid: data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": \#
            invalid character 'a' looking for beginning of value
            """#
        ),
        Refusal(
            "a password secret without a password",
            .post("secrets", ["metadata": ["name": "n"], "type": "kubernetes.io/basic-auth"]),
            422,
            "Invalid",
            #"Secret "n" is invalid: [data[username]: Required value, data[password]: Required value]"#
        ),
        Refusal(
            "a config map key that is none",
            .post("configmaps", ["metadata": ["name": "n"], "data": ["a b": "1"]]),
            422,
            "Invalid",
            #"ConfigMap "n" is invalid: data[a b]: Invalid value: "a b": \#(Wording.dataKey)"#
        ),
        Refusal(
            "a config map key that is there twice",
            .post("configmaps", ["metadata": ["name": "n"], "data": ["a": "1"], "binaryData": ["a": "YQ=="]]),
            422,
            "Invalid",
            #"ConfigMap "n" is invalid: data[a]: Invalid value: "a": duplicate of key present in binaryData"#
        ),
    ]
}
