// SPDX-License-Identifier: Apache-2.0

/// Every constraint of an ExecutionClusterLabel, from both sides.
enum LabelRows {
    static let all: [KindRow] = specs + values + statuses

    private static let specs: [KindRow] = [
        .label("{project: p, value: x}"),
        .label("{project: p, domain: d, workflow: w.x_y, launchPlan: l, value: x, paused: true}"),
        .label("{value: x}", "spec.project"),
        .label("{project: p}", "spec.value"),
        .label("{}", "spec.project"),
        .label("null", "spec"),
        .label("5", "spec"),
        .label("{project: '', value: x}", "spec.project"),
        .label("{project: \(KindRow.letters(63)), value: x}"),
        .label("{project: \(KindRow.letters(64)), value: x}", "spec.project"),
        .label("{project: \(String(repeating: "ä", count: 63)), value: x}"),
        .label("{project: 5, value: x}", "spec.project"),
        .label("{project: null, value: x}", "spec.project"),
        .label("{project: p, domain: '', value: x}", "spec.domain"),
        .label("{project: p, domain: \(KindRow.letters(63)), value: x}"),
        .label("{project: p, domain: \(KindRow.letters(64)), value: x}", "spec.domain"),
        .label("{project: p, domain: [d], value: x}", "spec.domain"),
        .label("{project: p, domain: d, workflow: \(KindRow.letters(255)), value: x}"),
        .label("{project: p, domain: d, workflow: \(KindRow.letters(256)), value: x}", "spec.workflow"),
        .label("{project: p, domain: d, workflow: '', value: x}", "spec.workflow"),
        .label("{project: p, workflow: w, value: x}", "spec.workflow"),
        .label("{project: p, domain: d, workflow: w, launchPlan: \(KindRow.letters(255)), value: x}"),
        .label(
            "{project: p, domain: d, workflow: w, launchPlan: \(KindRow.letters(256)), value: x}",
            "spec.launchPlan"
        ),
        .label("{project: p, domain: d, workflow: w, launchPlan: '', value: x}", "spec.launchPlan"),
        .label("{project: p, domain: d, launchPlan: l, value: x}", "spec.launchPlan"),
        .label("{project: p, value: x, paused: 'yes'}", "spec.paused"),
        .label("{project: p, value: x, workfow: w}", "spec.workfow"),
    ]

    private static let values: [KindRow] = [
        .label("{project: p, value: a-1}"),
        .label("{project: p, value: '0'}"),
        .label("{project: p, value: \(KindRow.letters(63))}"),
        .label("{project: p, value: \(KindRow.letters(64))}", "spec.value"),
        .label("{project: p, value: ''}", "spec.value"),
        .label("{project: p, value: GPU}", "spec.value"),
        .label("{project: p, value: a.b}", "spec.value"),
        .label("{project: p, value: a_b}", "spec.value"),
        .label("{project: p, value: -a}", "spec.value"),
        .label("{project: p, value: a-}", "spec.value"),
        .label("{project: p, value: ä}", "spec.value"),
        .label("{project: p, value: \"a\\n\"}", "spec.value"),
        .label("{project: p, value: true}", "spec.value"),
    ]

    private static let statuses: [KindRow] = [
        .labelStatus("{observedGeneration: 3, lastHandledReconcileAt: now}"),
        .labelStatus("{observedGeneration: -1}", "status.observedGeneration"),
        .labelStatus("{lastHandledReconcileAt: \(KindRow.letters(257))}", "status.lastHandledReconcileAt"),
        .labelStatus("{dataplanes: [{name: a, weight: 1, share: '0.50', schedulable: true}, {name: b}]}"),
        .labelStatus("{dataplanes: [{name: a}, {name: a}]}", "status.dataplanes[1]"),
        .labelStatus("{dataplanes: [{weight: 1}]}", "status.dataplanes[0].name"),
        .labelStatus("{dataplanes: [{name: a, weight: 1000001}]}", "status.dataplanes[0].weight"),
        .labelStatus("{dataplanes: [{name: a, share: ''}]}", "status.dataplanes[0].share"),
        .labelStatus("{conditions: [\(condition("True", "Fine"))]}"),
        .labelStatus("{conditions: [\(condition("Yes", "Fine"))]}", "status.conditions[0].status"),
        .labelStatus("{conditions: [\(condition("True", "not fine"))]}", "status.conditions[0].reason"),
        .labelStatus("{conditions: [{type: Ready, status: 'True'}]}", "status.conditions[0].reason"),
        .labelStatus(
            "{conditions: [\(condition("True", "Fine")), \(condition("False", "Bad"))]}",
            "status.conditions[1]"
        ),
    ]

    private static func condition(_ status: String, _ reason: String) -> String {
        "{type: Ready, status: '\(status)', reason: '\(reason)', message: '', lastTransitionTime: '2026-01-01T00:00:00Z'}"
    }
}
