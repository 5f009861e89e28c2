// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import PortolanRouting

/// The description of the routing service for programs: OpenAPI 3.1.
enum RoutingOpenAPI {
    static let document: JSONValue = [
        "openapi": "3.1.0",
        "info": [
            "title": "Portolan routing",
            "version": "v1",
            "description": "Which dataplane gets an execution, and why.",
        ],
        "paths": [
            "/v1/route": ["post": operation("route", "Where executions go.", schema("Decision"))],
            "/v1/explain": ["post": operation("explain", "Where executions go, and why.", schema("Explanation"))],
            "/v1/dataplanes": ["get": listing("listDataplanes", "The dataplanes of a fleet.")],
            "/v1/labels": ["get": listing("listLabels", "The labels and rules of a fleet.")],
        ],
        "components": [
            "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            "schemas": [
                "Question": question, "Questions": questions, "Decision": decision, "Explanation": explanation,
                "Problem": problem,
            ],
        ],
        "security": [["token": []]],
    ]

    private static func operation(_ name: String, _ summary: String, _ answer: JSONValue) -> JSONValue {
        [
            "operationId": .string(name),
            "summary": .string(summary),
            "requestBody": [
                "required": true,
                "content": [
                    "application/json": ["schema": ["oneOf": [schema("Question"), schema("Questions")]]]
                ],
            ],
            "responses": responses(["oneOf": [answer, answers(answer)]]),
        ]
    }

    private static func listing(_ name: String, _ summary: String) -> JSONValue {
        [
            "operationId": .string(name),
            "summary": .string(summary),
            "parameters": [
                ["name": "namespace", "in": "query", "required": true, "schema": ["type": "string"]]
            ],
            "responses": responses(["type": "object"]),
        ]
    }

    private static func responses(_ answer: JSONValue) -> JSONValue {
        [
            "200": [
                "description": "The answer.",
                "headers": [
                    "Portolan-Snapshot-Age": [
                        "description": "How old the knowledge behind the answer is, in seconds.",
                        "schema": ["type": "integer"],
                    ]
                ],
                "content": ["application/json": ["schema": answer]],
            ],
            "default": [
                "description": "A problem.",
                "content": ["application/problem+json": ["schema": schema("Problem")]],
            ],
        ]
    }

    private static func schema(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    private static func answers(_ answer: JSONValue) -> JSONValue {
        let entry: JSONValue = [
            "oneOf": [answer, ["type": "object", "properties": ["problem": schema("Problem")]]]
        ]
        return ["type": "object", "properties": ["answers": ["type": "array", "items": entry]]]
    }

    private static func text(_ description: String) -> JSONValue {
        ["type": "string", "maxLength": 1_024, "description": .string(description)]
    }

    private static let question: JSONValue = [
        "type": "object",
        "required": ["namespace"],
        "additionalProperties": false,
        "properties": [
            "namespace": text("The fleet that is asked."),
            "project": text("The execution's project."),
            "domain": text("The execution's domain."),
            "workflow": text("The execution's workflow."),
            "launchPlan": text("The execution's launch plan."),
            "execution": text("The execution's name: the same name gets the same answer. Without it, chance decides."),
            "label": text("The label it wants, whatever the rules say."),
            "dataplane": text("The dataplane it wants, whatever the labels say."),
        ],
    ]

    private static let questions: JSONValue = [
        "type": "object",
        "required": ["requests"],
        "additionalProperties": false,
        "properties": [
            "requests": [
                "type": "array", "minItems": 1, "maxItems": .number(JSONNumber(RouteQuestions.limit)),
                "items": schema("Question"),
            ]
        ],
    ]

    private static let decision: JSONValue = [
        "type": "object",
        "required": ["dataplane", "matchedBy"],
        "properties": [
            "dataplane": ["type": "string"],
            "flyteCluster": ["type": "string", "description": "What Flyte calls it, if something else."],
            "label": ["type": "string"],
            "matchedBy": [
                "enum": [
                    "Dataplane", "Request", "LaunchPlan", "Workflow", "Domain", "Project", "Default", "Any",
                ]
            ],
            "rule": ["type": "string", "description": "The ExecutionClusterLabel that decided on the label."],
            "insteadOf": ["type": "string", "description": "The label that was wanted, when another had to do."],
            "strategy": ["enum": ["Rendezvous", "Flyte", "Random"]],
            "standby": ["type": "boolean"],
        ],
    ]

    private static let explanation: JSONValue = [
        "type": "object",
        "required": ["request", "sources", "pools"],
        "properties": [
            "request": schema("Question"),
            "decision": schema("Decision"),
            "problem": schema("Problem"),
            "sources": ["type": "array", "items": ["type": "object"]],
            "pools": ["type": "array", "items": ["type": "object"]],
        ],
    ]

    private static let problem: JSONValue = [
        "type": "object",
        "required": ["type", "title", "status", "detail", "reason"],
        "properties": [
            "type": ["type": "string"],
            "title": ["type": "string"],
            "status": ["type": "integer"],
            "detail": ["type": "string"],
            "reason": ["type": "string", "description": "The kind of problem in a word."],
            "field": ["type": "string", "description": "The field of the request that it is about."],
        ],
    ]
}
