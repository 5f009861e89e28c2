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

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        object.object("spec").list("taints").enumerated().flatMap { index, taint -> [FieldError] in
            // The path is that of Kubernetes, wrong as it is.
            let path = FieldPath.root.child("metadata", "taints").index(index)
            let (key, value, effect) = (taint.text("key"), taint.text("value"), taint.text("effect"))
            let grammar =
                ObjectNames.qualifiedNameErrors(key).map { FieldError.invalid(path.child("key"), .string(key), $0) }
                + ObjectNames.labelValueErrors(value).map { .invalid(path.child("value"), .string(value), $0) }
            let place = path.child("effect")
            if effect.isEmpty { return grammar + [.required(place)] }
            return grammar + FieldError.unknownWord(place, effect, known: TolerationErrors.effects)
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
