// SPDX-License-Identifier: Apache-2.0

// The fields that several kinds have.

extension FieldSchema {
    /// The name of a label that executions go to.
    ///
    /// Flyte lower-cases the keys of its configuration and splits them at dots: any other name would never be found there.
    static func label(_ description: String) -> FieldSchema {
        text(description).length(1...63).pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
    }

    /// The name of an object.
    static func name(_ description: String) -> FieldSchema {
        text(description).length(1...253).pattern("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")
    }

    /// The name of a namespace.
    static func namespace(_ description: String) -> FieldSchema {
        text(description).length(1...63).pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
    }

    /// A stretch of time, such as `90s` or `1h30m`.
    static func duration(_ description: String) -> FieldSchema {
        text("\(description) Such as 90s, 15m or 1h30m.").length(2...32).pattern("^([0-9]+(h|m|s|ms))+$")
    }

    /// A reference to an object of the same namespace.
    static func reference(_ description: String, to kind: String) -> FieldSchema {
        object(description, required: ["name"], ["name": name("The name of the \(kind).")])
    }

    /// Whether Portolan leaves the object alone.
    static var paused: FieldSchema {
        flag("Whether Portolan leaves the object alone, which it says in the condition Paused.")
    }

    /// `metav1.Condition`.
    static var conditions: FieldSchema {
        list(
            "What is observed, one entry for each type of observation.",
            of: object(
                "One observation.",
                required: ["lastTransitionTime", "message", "reason", "status", "type"],
                [
                    "lastTransitionTime": time("When the status changed last."),
                    "message": text("Why, in a sentence for people.").length(0...32_768),
                    "observedGeneration": count("The generation of the object that was observed."),
                    "reason": text("Why, in one word for programs.").length(1...1_024)
                        .pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$"),
                    "status": choice("Whether the observation holds.", ConditionStatus.self),
                    "type": text("What is observed, such as Ready.").length(1...316),
                ]
            ),
            by: ["type"],
            atMost: 32
        )
    }

    /// The generation that the status is about.
    static var observedGeneration: FieldSchema { count("The generation of the object that this status is about.") }

    /// The echo of an annotation.
    static var lastHandledReconcileAt: FieldSchema {
        text("The value of the annotation portolan.dev/reconcile-at that was acted on last.").length(0...256)
    }

    private enum ConditionStatus: String, CaseIterable {
        case yes = "True"
        case no = "False"
        case unknown = "Unknown"
    }
}
