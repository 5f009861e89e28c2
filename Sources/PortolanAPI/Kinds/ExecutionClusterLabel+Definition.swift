// SPDX-License-Identifier: Apache-2.0

extension ExecutionClusterLabel {
    /// What a cluster has to be taught.
    package static let definition = KindDefinition(
        resourceType,
        shortNames: ["ecl"],
        description: "Says which label the executions of a project, a domain, a workflow or a launch plan go to. "
            + "The narrowest one decides; of two for the same executions the older.",
        spec: specSchema,
        status: statusSchema,
        columns: [
            .init(name: "Project", path: ".spec.project", description: "The project whose executions are meant."),
            .init(name: "Domain", path: ".spec.domain", description: "The domain, if not all are meant."),
            .init(name: "Workflow", path: ".spec.workflow", description: "The workflow, if not all are meant."),
            .init(
                name: "Launch Plan",
                path: ".spec.launchPlan",
                description: "The launch plan, if not all are meant.",
                isWide: true
            ),
            .init(name: "Label", path: ".spec.value", description: "Where the executions go."),
            .condition(ConditionType.ready, "Whether the executions can go there."),
            .reason(of: ConditionType.ready),
            .condition(ConditionType.synced, "Whether flyteadmin has the label.", isWide: true),
            .age,
        ],
        selectableFields: [".spec.project", ".spec.domain", ".spec.value"]
    )

    private static let specSchema = FieldSchema.object(
        "Which executions go where.",
        required: ["project", "value"],
        [
            "project": .text("The project whose executions are meant.").length(1...63),
            "domain": .text("The domain; without it all domains of the project are meant.").length(1...63),
            "workflow": .text("The workflow; without it all workflows are meant. It needs a domain.").length(1...255),
            "launchPlan": .text("The launch plan; without it all are meant. It needs a workflow.").length(1...255),
            "value": .label("The label whose dataplanes take the executions: lower case, and no dots."),
            "paused": .paused,
        ]
    )
    .rule("!has(self.workflow) || has(self.domain)", "a workflow needs a domain", at: ".workflow")
    .rule("!has(self.launchPlan) || has(self.workflow)", "a launch plan needs a workflow", at: ".launchPlan")

    private static func flyteRow(_ description: String) -> FieldSchema {
        .object(
            description,
            required: ["project", "value"],
            [
                "project": .text("Its project.").length(1...63),
                "domain": .text("Its domain.").length(1...63),
                "workflow": .text("Its workflow.").length(1...255),
                "value": .text("Its label.").length(0...255),
            ]
        )
    }

    private static let statusSchema = FieldSchema.object(
        "What Portolan found out.",
        [
            "observedGeneration": .observedGeneration,
            "lastHandledReconcileAt": .lastHandledReconcileAt,
            "conditions": .conditions,
            "dataplanes": .list(
                "The dataplanes of the label.",
                of: .object(
                    "A dataplane of the label.",
                    required: ["name"],
                    [
                        "name": .name("The name of the DataplaneCluster."),
                        "weight": .number("Its weight for the label.", 0...1_000_000),
                        "share": .text("Its part of the label's executions now, such as 0.50.").length(1...8),
                        "schedulable": .flag("Whether it takes new executions now."),
                    ]
                ),
                by: ["name"],
                atMost: 1_000
            ),
            "flyte": .object(
                "What Portolan has in flyteadmin for it.",
                [
                    "row": flyteRow("The row that Portolan owns, or is about to write."),
                    "restoring": .wholeList(
                        "Rows of others that go with this one while it is deleted, and that are put back.",
                        of: flyteRow("A row."),
                        atMost: 10_000
                    ),
                ]
            ),
        ]
    )
}
