// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Claims for volumes: once made, only their size may grow.
struct PersistentVolumeClaimStrategy: BuiltInStrategy {
    var printer: RowPrinter { .persistentVolumeClaims }

    static func normalize(_ claim: inout JSONObject) {
        claim.change("spec") { spec in
            spec.change("resources") { resources in
                resources.normalizeQuantities(in: "requests")
                resources.normalizeQuantities(in: "limits")
            }
        }
        claim.change("status") { $0.normalizeQuantities(in: "capacity") }
    }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        Self.normalize(&object)
        if old == nil { object["status"] = ["phase": "Pending"] }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors: [FieldError] = []
        if !spec.has("accessModes") {
            errors.append(.required(path.child("accessModes"), "at least 1 access mode is required"))
        }
        let modes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]
        for mode in spec.strings("accessModes") {
            errors += FieldError.unknownWord(path.child("accessModes"), mode, known: modes)
        }
        let storage = spec.object("resources", "requests").quantity("storage")
        let place = path.child("resources").key("storage")
        if storage == nil { errors.append(.required(place)) }
        if let storage, storage.isNegative || storage.isZero {
            errors.append(.invalid(place, .string("\(storage)"), "must be greater than zero"))
        }
        guard let old else { return errors }
        return errors + inChange(of: spec, from: old.object("spec"), at: path)
    }

    private func inChange(of spec: JSONObject, from old: JSONObject, at path: FieldPath) -> [FieldError] {
        let isBound = old.has("volumeName")
        var fixed = spec
        if !isBound { fixed["volumeName"] = old["volumeName"] }
        // A default class may still be given to a claim that has none.
        if old["storageClassName"] == nil { fixed["storageClassName"] = nil }
        if isBound {
            fixed["volumeAttributesClassName"] = old["volumeAttributesClassName"]
            fixed.change("resources") { $0["requests"] = old.object("resources")["requests"] }
        }
        guard fixed == old else {
            let detail =
                "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"
            return [.forbidden(path, detail)]
        }
        guard let size = spec.object("resources", "requests").quantity("storage"),
            let before = old.object("resources", "requests").quantity("storage"), size < before
        else { return [] }
        let place = path.child("resources", "requests", "storage")
        return [.forbidden(place, "field can not be less than status.capacity")]
    }
}

/// Volumes.
struct PersistentVolumeStrategy: BuiltInStrategy {
    var printer: RowPrinter { .persistentVolumes }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.change("spec") { $0.normalizeQuantities(in: "capacity") }
        if old == nil { object["status"] = ["phase": "Pending"] }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors: [FieldError] = []
        if !spec.has("accessModes") { errors.append(.required(path.child("accessModes"))) }
        if !spec.has("capacity") { errors.append(.required(path.child("capacity"))) }
        return errors
    }
}
