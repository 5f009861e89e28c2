// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension DataplaneCluster {
    /// What a cluster has to be taught.
    package static let definition = KindDefinition(
        resourceType,
        shortNames: ["dp"],
        description: "A Kubernetes cluster that may run executions: how Portolan gets in, which labels it serves, "
            + "and how its health is watched over.",
        spec: specSchema,
        status: statusSchema,
        columns: [
            .init(name: "Enabled", path: ".spec.enabled", type: "boolean", description: "Whether it is to get work."),
            .condition(ConditionType.schedulable, "Whether it gets new executions now."),
            .condition(ConditionType.ready, "Whether all is well."),
            .reason(of: ConditionType.ready),
            .init(name: "Version", path: ".status.kubernetesVersion", description: "The version of its Kubernetes."),
            .init(name: "Endpoint", path: ".status.endpoint", description: "Where its API server is.", isWide: true),
            .init(
                name: "Credentials Expire",
                path: ".status.credentials.expiresAt",
                type: "date",
                description: "When the present credentials end.",
                isWide: true
            ),
            .age,
        ],
        selectableFields: [".spec.enabled"]
    )

    private static let specSchema = FieldSchema.object(
        "How to get in, and what for.",
        [
            "enabled": .flag("Whether it gets new executions; running ones and the credentials stay in any case.")
                .default(true),
            "endpoint": .text("Where its API server is. Excludes clusterRef, and needs bootstrap.").length(9...2_048)
                .pattern("^https://[^/?#@\\s]+(/[^?#\\s]*)?$"),
            "clusterRef": .reference("The cluster that Portolan builds. Excludes endpoint.", to: "Cluster"),
            "labels": .list(
                "The labels whose executions it takes.",
                of: .object(
                    "A label.",
                    required: ["name"],
                    [
                        "name": .label("The label: lower case, and no dots."),
                        "weight": .number(
                            "Its part of the label's executions, relative to the weights of other dataplanes; "
                                + "with 0 it is a standby, which gets some only when nobody else is left.",
                            0...1_000_000
                        ).default(1),
                    ]
                ),
                by: ["name"],
                atMost: 64
            ),
            "bootstrap": .object(
                "How Portolan gets in the first time, and when its own credentials fail.",
                required: ["secretRef"],
                [
                    "secretRef": .reference(
                        "A Secret with the keys token and ca.crt, or with the key kubeconfig.",
                        to: "Secret"
                    )
                ]
            ),
            "credentials": credentialsSchema.default([:]),
            "flyte": .object(
                "What Flyte knows of it.",
                [
                    // It becomes the key of a Secret, with a suffix of seven letters.
                    "clusterName": .text("Its name in Flyte's configuration; the object's own by default.")
                        .length(1...246).pattern("^[-._a-zA-Z0-9]+$")
                ]
            ),
            "payloads": .list(
                "The kinds of objects that executions are, which the credentials are for.",
                of: .object(
                    "A kind of object.",
                    required: ["kind"],
                    [
                        "apiGroup": .text("The group of its API; empty for that of pods.").length(0...253).default(""),
                        "kind": .text("The kind, such as FlyteWorkflow.").length(1...63).pattern("^[A-Z][A-Za-z0-9]*$"),
                    ]
                ),
                by: ["apiGroup", "kind"],
                atMost: 64
            )
            .default([["apiGroup": "flyte.lyft.com", "kind": "FlyteWorkflow"]]),
            "probe": probeSchema.default([:]),
            "serviceAccounts": .list(
                "Service accounts in the dataplane that act for a role in the cloud.",
                of: .object(
                    "A service account.",
                    required: ["name", "namespace", "roleARN"],
                    [
                        "namespace": .namespace("Its namespace."),
                        "name": .name("Its name."),
                        "roleARN": .text("The role it acts for.").length(20...2_048),
                    ]
                ),
                by: ["namespace", "name"],
                atMost: 1_000
            ),
            "addons": .list(
                "What is installed in the dataplane.",
                of: .object(
                    "A Helm chart.",
                    required: ["chart", "name", "version"],
                    [
                        "name": .name("The name of the release."),
                        "chart": .text("Where the chart is.").length(1...2_048),
                        "version": .text("The version of the chart.").length(1...128),
                        "namespace": .namespace("Where it is installed."),
                        "values": .anything("What the chart is told."),
                    ]
                ),
                by: ["name"],
                atMost: 64
            ),
            "paused": .paused,
        ]
    )
    .rule("has(self.endpoint) != has(self.clusterRef)", "exactly one of endpoint and clusterRef must be given")
    .rule("!has(self.endpoint) || has(self.bootstrap)", "an endpoint needs bootstrap", at: ".bootstrap")

    private static let credentialsSchema = FieldSchema.object(
        "The credentials that Portolan makes for itself and for Flyte.",
        [
            "mode": .choice("What kind of token is made.", Credentials.Mode.self).default("TokenRequest"),
            "ttl": .duration("How long a token is to last, at least ten minutes; the server may say less.")
                .default("24h"),
            "serviceAccount": .object(
                "Whose token it is, in the dataplane.",
                [
                    "namespace": .namespace("Its namespace.").default("flyte"),
                    "name": .name("Its name.").default("flyteadmin"),
                ]
            )
            .default([:]),
            "rules": .wholeList(
                "What the service account may do besides what the payloads need.",
                of: .object(
                    "A rule, as in a Role.",
                    required: ["verbs"],
                    [
                        "apiGroups": .texts("The groups of the resources; an empty one for that of pods.", atMost: 64),
                        "resources": .texts("The resources.", atMost: 64),
                        "resourceNames": .texts("The names of the objects; all without.", atMost: 64),
                        "verbs": .texts("What may be done with them.", atMost: 16),
                    ]
                ),
                atMost: 64
            ),
            "secretName": .name("The Secret that the credentials are put in; <name>-credentials by default."),
        ]
    )

    private static let probeSchema = FieldSchema.object(
        "How its health is watched over.",
        [
            "interval": .duration("How often it is looked at.").default("5s"),
            "timeout": .duration("How long it may take to answer.").default("3s"),
            "failureThreshold": .number("After how many failures in a row it gets no more work.", 1...100).default(3),
            "successThreshold": .number("After how many successes in a row it gets work again.", 1...100).default(2),
        ]
    )

    private static let statusSchema = FieldSchema.object(
        "What Portolan found out.",
        [
            "observedGeneration": .observedGeneration,
            "lastHandledReconcileAt": .lastHandledReconcileAt,
            "conditions": .conditions,
            "endpoint": .text("Where its API server is.").length(0...2_048),
            "kubernetesVersion": .text("The version of its Kubernetes.").length(0...128),
            "clusterUID": .text("The uid of its namespace kube-system, by which it is known again.").length(0...128),
            "credentials": .object(
                "The present credentials.",
                [
                    "secretName": .text("The Secret they are in.").length(0...253),
                    "serviceAccount": .text("Whose they are.").length(0...512),
                    "rotatedAt": .time("When they were made."),
                    "expiresAt": .time("When they end."),
                ]
            ),
            "labels": .list(
                "The labels it serves.",
                of: .object(
                    "A label.",
                    required: ["name"],
                    [
                        "name": .label("The label."),
                        "weight": .number("Its weight.", 0...1_000_000),
                        "share": .text("Its part of the label's executions now, such as 0.50.").length(1...8),
                    ]
                ),
                by: ["name"],
                atMost: 64
            ),
            "executions": .object(
                "The executions that run there.",
                ["active": .count("How many have not ended.")]
            ),
            "probe": .object(
                "What the last looks at it found.",
                [
                    "lastAt": .time("When it was looked at last."),
                    "latency": .text("How long it took to answer, such as 12ms.").length(0...32),
                    "consecutiveFailures": .count("How many looks failed in a row."),
                    "consecutiveSuccesses": .count("How many looks succeeded in a row."),
                    "reason": .text("Why the last one failed.").length(0...64),
                ]
            ),
        ]
    )
}
