// SPDX-License-Identifier: Apache-2.0

/// A parameter of a request, in its path or its query.
struct OpenAPIParameter: Sendable, Hashable {
    let name: String
    let text: String
    var type = "string"
    var isInPath = false

    /// The order in which documents list parameters.
    static func comesFirst(_ left: OpenAPIParameter, _ right: OpenAPIParameter) -> Bool { left.name < right.name }

    /// The name of an object of a kind.
    static func name(of kind: String) -> OpenAPIParameter {
        OpenAPIParameter(name: "name", text: "name of the \(kind)", isInPath: true)
    }

    static let namespace = OpenAPIParameter(
        name: "namespace",
        text: "the namespace of the objects",
        isInPath: true
    )
    static let pretty = OpenAPIParameter(
        name: "pretty",
        text: "If true, the answer is indented for people; browsers, curl and wget get it so anyway."
    )
    static let resourceVersion = OpenAPIParameter(
        name: "resourceVersion",
        text: "How new the answer has to be: empty for the latest, 0 for any, else no older than this version."
    )
}

extension OpenAPIParameter {
    /// What a list, or a watch, understands.
    static let list = [
        OpenAPIParameter(
            name: "allowWatchBookmarks",
            text: "Whether a watch may tell from time to time how far it has come, in events of type BOOKMARK.",
            type: "boolean"
        ),
        OpenAPIParameter(
            name: "continue",
            text: "The token from the metadata of a list that was cut off; the answer is its next part."
        ),
        OpenAPIParameter(
            name: "fieldSelector",
            text: "Which objects are meant, by their fields: metadata.name=a,status.phase!=Running. All by default."
        ),
        OpenAPIParameter(
            name: "labelSelector",
            text: "Which objects are meant, by their labels: app=web,tier in (a,b),!canary. All by default."
        ),
        OpenAPIParameter(
            name: "limit",
            text: "At how many objects a list is cut off; the rest is read with its continue token.",
            type: "integer"
        ),
        resourceVersion,
        OpenAPIParameter(
            name: "resourceVersionMatch",
            text: "How resourceVersion is meant: Exact, or NotOlderThan."
        ),
        OpenAPIParameter(
            name: "sendInitialEvents",
            text:
                "Whether a watch begins with all present objects, as events of type ADDED, and a bookmark behind them.",
            type: "boolean"
        ),
        OpenAPIParameter(
            name: "timeoutSeconds",
            text: "After how many seconds the server ends the request, whatever is still to come.",
            type: "integer"
        ),
        OpenAPIParameter(
            name: "watch",
            text: "Whether to stay and be told of each change instead of reading a list.",
            type: "boolean"
        ),
    ]

    /// What a create or an update understands.
    static let write = [
        OpenAPIParameter(name: "dryRun", text: "With All, everything is done and answered, and nothing is kept."),
        OpenAPIParameter(
            name: "fieldManager",
            text: "Who owns the fields that are written: a name of up to 128 printable characters."
        ),
        OpenAPIParameter(
            name: "fieldValidation",
            text: """
                What becomes of unknown and repeated fields: with Ignore they are dropped, with Warn (the standard) \
                dropped with a warning, with Strict the request fails.
                """
        ),
    ]

    /// What a patch understands.
    static let patch =
        write + [
            OpenAPIParameter(
                name: "force",
                text: "Whether an apply takes fields over from other managers instead of failing with a conflict.",
                type: "boolean"
            )
        ]

    /// What a deletion understands; the same may stand in its body.
    static let delete = [
        OpenAPIParameter(name: "dryRun", text: "With All, everything is done and answered, and nothing is kept."),
        OpenAPIParameter(
            name: "gracePeriodSeconds",
            text: "How many seconds the object has to end its work; 0 is at once. Each kind has its standard.",
            type: "integer"
        ),
        OpenAPIParameter(
            name: "ignoreStoreReadErrorWithClusterBreakingPotential",
            text: "Whether to delete an object that cannot be read, without regard for finalizers.",
            type: "boolean"
        ),
        OpenAPIParameter(
            name: "orphanDependents",
            text: "Whether objects that this one owns stay; propagationPolicy is its successor.",
            type: "boolean"
        ),
        OpenAPIParameter(
            name: "propagationPolicy",
            text: """
                What becomes of the objects that this one owns: they stay (Orphan), go after it (Background), or go \
                before it (Foreground).
                """
        ),
    ]
}
