// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Jobs that are refused", .timeLimit(.minutes(2)))
    struct JobRefusals {
        @Test("a built-in object that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check()
        }
    }
}

extension Conformance.JobRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "a job whose pods never end",
            .post(
                "/apis/batch/v1/namespaces/{ns}/jobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Job.batch "n" is invalid: spec.template.spec.restartPolicy: Required value: valid values: \#
            "OnFailure", "Never"
            """#
        ),
        Refusal(
            "a job below zero",
            .post(
                "/apis/batch/v1/namespaces/{ns}/jobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "completions": -1,
                        "template": [
                            "metadata": ["labels": ["a": "b"]],
                            "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Job.batch "n" is invalid: spec.completions: Invalid value: -1: must be greater than or equal to 0
            """#
        ),
        Refusal(
            "a schedule that is none",
            .post(
                "/apis/batch/v1/namespaces/{ns}/cronjobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "schedule": "x",
                        "jobTemplate": [
                            "spec": [
                                "template": [
                                    "metadata": ["labels": ["a": "b"]],
                                    "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                                ]
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CronJob.batch "n" is invalid: spec.schedule: Invalid value: "x": expected exactly 5 fields, found \#
            1: [x]
            """#
        ),
        Refusal(
            "a concurrency that is none",
            .post(
                "/apis/batch/v1/namespaces/{ns}/cronjobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "schedule": "* * * * *", "concurrencyPolicy": "X",
                        "jobTemplate": [
                            "spec": [
                                "template": [
                                    "metadata": ["labels": ["a": "b"]],
                                    "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                                ]
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CronJob.batch "n" is invalid: spec.concurrencyPolicy: Unsupported value: "X": supported values: \#
            "Allow", "Forbid", "Replace"
            """#
        ),
        Refusal(
            "a long name for a schedule",
            .post(
                "/apis/batch/v1/namespaces/{ns}/cronjobs",
                [
                    "metadata": ["name": "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"],
                    "spec": [
                        "schedule": "* * * * *",
                        "jobTemplate": [
                            "spec": [
                                "template": [
                                    "metadata": ["labels": ["a": "b"]],
                                    "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                                ]
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CronJob.batch "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" is invalid: metadata.name: \#
            Invalid value: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": must be no more than 52 \#
            characters
            """#
        ),
    ]
}
