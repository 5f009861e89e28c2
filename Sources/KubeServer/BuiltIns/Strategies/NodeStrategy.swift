// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Nodes: what can be used of them is what they have, unless they say something else.
struct NodeStrategy: BuiltInStrategy {
    var printer: RowPrinter { .nodes }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.change("status") { status in
            status.normalizeQuantities(in: "capacity")
            status.normalizeQuantities(in: "allocatable")
            if let capacity = status["capacity"] { status.setDefault("allocatable", capacity) }
        }
    }
}

/// Endpoint slices, whose addresses are all of one type.
struct EndpointSliceStrategy: BuiltInStrategy {
    var printer: RowPrinter { .endpointSlices }
    var countsGenerations: Bool { true }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let path = FieldPath.root.child("addressType")
        let known = ["IPv4", "IPv6", "FQDN"]
        let type = object.text("addressType")
        if type.isEmpty { return [.required(path)] }
        guard let old else { return FieldError.unknownWord(path, type, known: known) }
        return FieldError.immutable(path, object["addressType"], old["addressType"])
    }
}
