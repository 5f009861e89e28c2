// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport
import Testing

/// What Helm's engine makes of the chart and some values.
struct Rendering: Sendable {
    let documents: [JSONObject]
    let notes: String
    /// What Kubernetes' own schemas, and Helm, have against it.
    let mistakes: [String]
    /// Why there is nothing of that.
    let error: String?

    /// All sets and refusals, which are rendered together: to start the engine takes longer than to use it.
    private static let all = Task {
        var sets: JSONObject = [:]
        for set in ValueSet.all { sets[set.name] = set.values }
        for refusal in Refusal.all { sets[refusal.message] = refusal.values }
        let chart = ProjectFolder.path(of: "charts/portolan")
        return try await PythonProgram.render.answer([chart], .object(sets))
    }

    /// What is made of a set.
    static func of(_ set: ValueSet) async throws -> Rendering {
        let rendering = try await named(set.name)
        try #require(rendering.error == nil, "\(rendering.error ?? "")")
        return rendering
    }

    /// Why values are refused; nil when they are not.
    static func error(of refusal: Refusal) async throws -> String? {
        try await named(refusal.message).error
    }

    private static func named(_ name: String) async throws -> Rendering {
        let answer = try #require(try await all.value[name])
        let texts = { (key: String) in (answer[key]?.array ?? []).compactMap(\.string) }
        return Rendering(
            documents: (answer["documents"]?.array ?? []).compactMap(\.object),
            notes: answer["notes"]?.string ?? "",
            mistakes: texts("mistakes") + texts("lint"),
            error: answer["error"]?.string
        )
    }

    /// The objects of a kind.
    func all(_ kind: String) -> [JSONValue] {
        documents.filter { $0["kind"]?.string == kind }.map(JSONValue.object)
    }

    /// The only object of a kind.
    func only(_ kind: String) throws -> JSONValue {
        let objects = all(kind)
        try #require(objects.count == 1, "\(kind): \(objects.compactMap(\.name))")
        return objects[0]
    }

    /// The pod that the Deployment makes.
    func pod() throws -> JSONValue { try #require(try only("Deployment")["spec"]?["template"]) }
}

extension JSONValue {
    /// The name of an object.
    var name: String? { self["metadata"]?["name"]?.string }
}
