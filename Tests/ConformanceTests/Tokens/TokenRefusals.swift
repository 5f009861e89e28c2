// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Tokens that are refused", .timeLimit(.minutes(2)))
    struct TokenRefusals {
        @Test("a token that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.TokenRefusals {
    static let given: [Call] = [
        .post("serviceaccounts", ["metadata": ["name": "robot"]]),
        .post("secrets", ["metadata": ["name": "s"]]),
        .post(
            "pods",
            [
                "metadata": ["name": "p"],
                "spec": ["serviceAccountName": "other", "containers": [["name": "x", "image": "i"]]],
            ]
        ),
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a short life",
            .post("serviceaccounts/robot/token", ["spec": ["expirationSeconds": 5]]),
            422,
            "Invalid",
            #"""
            TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 5: may not \#
            specify a duration less than 10 minutes
            """#
        ),
        Refusal(
            "a life without end",
            .post("serviceaccounts/robot/token", ["spec": ["expirationSeconds": 8_589_934_592]]),
            422,
            "Invalid",
            #"""
            TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: \#
            8589934592: may not specify a duration larger than 2^32 seconds
            """#
        ),
        Refusal(
            "no account",
            .post("serviceaccounts/none/token", ["spec": [:]]),
            404,
            "NotFound",
            #"serviceaccounts "none" not found"#
        ),
        Refusal(
            "the name of another account",
            .post("serviceaccounts/robot/token", ["metadata": ["name": "other"], "spec": [:]]),
            422,
            "Invalid",
            #"""
            TokenRequest.authentication.k8s.io "robot" is invalid: metadata.name: Invalid value: "other": must \#
            match the service account name if specified
            """#
        ),
        Refusal(
            "another namespace",
            .post("serviceaccounts/robot/token", ["metadata": ["namespace": "other"], "spec": [:]]),
            400,
            "BadRequest",
            "the namespace of the provided object does not match the namespace sent on the request"
        ),
        Refusal(
            "another kind",
            .post("serviceaccounts/robot/token", ["kind": "Foo", "apiVersion": "v1"]),
            400,
            "BadRequest",
            #"""
            Foo in version "v1" cannot be handled as a TokenRequest: no kind "Foo" is registered for version \#
            "v1" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"
            """#
        ),
        Refusal(
            "an object of a kind that holds none",
            .post(
                "serviceaccounts/robot/token",
                ["spec": ["boundObjectRef": ["kind": "ConfigMap", "apiVersion": "v1", "name": "x"]]]
            ),
            400,
            "BadRequest",
            "cannot bind token to object of type /v1, Kind=ConfigMap"
        ),
        Refusal(
            "a secret that is not there",
            .post(
                "serviceaccounts/robot/token",
                ["spec": ["boundObjectRef": ["kind": "Secret", "apiVersion": "v1", "name": "none"]]]
            ),
            404,
            "NotFound",
            #"secrets "none" not found"#
        ),
        Refusal(
            "a secret of another uid",
            .post(
                "serviceaccounts/robot/token",
                ["spec": ["boundObjectRef": ["kind": "Secret", "apiVersion": "v1", "name": "s", "uid": "zzz"]]]
            ),
            409,
            "Conflict",
            #"""
            Operation cannot be fulfilled on Secret "s": the UID in the bound object reference (zzz) does not \#
            match the UID in record. The object might have been deleted and then recreated
            """#
        ),
        Refusal(
            "a pod that is not there",
            .post(
                "serviceaccounts/robot/token",
                ["spec": ["boundObjectRef": ["kind": "Pod", "apiVersion": "v1", "name": "none"]]]
            ),
            404,
            "NotFound",
            #"pods "none" not found"#
        ),
        Refusal(
            "a pod of another account",
            .post(
                "serviceaccounts/robot/token",
                ["spec": ["boundObjectRef": ["kind": "Pod", "apiVersion": "v1", "name": "p"]]]
            ),
            400,
            "BadRequest",
            #"cannot bind token for serviceaccount "robot" to pod running with different serviceaccount name."#
        ),
        Refusal(
            "a get of tokens",
            .get("serviceaccounts/robot/token"),
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource"
        ),
        Refusal(
            "a secret for a token without its account",
            .post("secrets", ["type": "kubernetes.io/service-account-token", "metadata": ["name": "t"]]),
            422,
            "Invalid",
            #"Secret "t" is invalid: metadata.annotations[kubernetes.io/service-account.name]: Required value"#
        ),
    ]
}
