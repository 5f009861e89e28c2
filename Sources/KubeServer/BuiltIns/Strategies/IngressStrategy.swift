// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Ingresses.
struct IngressStrategy: BuiltInStrategy {
    var printer: RowPrinter { .ingresses }
    var countsGenerations: Bool { true }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors: [FieldError] = []
        if !spec.has("rules"), spec["defaultBackend"]?.object == nil {
            let detail = "either `defaultBackend` or `rules` must be specified"
            errors.append(.invalid(path, .null, detail))
        }
        if let backend = spec["defaultBackend"]?.object {
            errors += inBackend(backend, at: path.child("defaultBackend"))
        }
        for (index, rule) in spec.list("rules").enumerated() {
            errors += inRule(rule, at: path.child("rules").index(index))
        }
        return errors
    }

    private func inRule(_ rule: JSONObject, at path: FieldPath) -> [FieldError] {
        guard let http = rule["http"]?.object else { return [] }
        let paths = http.list("paths")
        let place = path.child("http", "paths")
        if paths.isEmpty { return [.required(place)] }
        return paths.enumerated().flatMap { index, entry in
            inPath(entry, at: place.index(index))
                + inBackend(entry.object("backend"), at: place.index(index).child("backend"))
        }
    }

    private func inPath(_ entry: JSONObject, at place: FieldPath) -> [FieldError] {
        let path = entry.text("path")
        let type = entry.text("pathType")
        switch type {
        case "": return [.required(place.child("pathType"), "pathType must be specified")]
        case "Exact", "Prefix":
            if path.hasPrefix("/") { return [] }
            return [.invalid(place.child("path"), .string(path), "must be an absolute path")]
        case "ImplementationSpecific":
            if path.isEmpty || path.hasPrefix("/") { return [] }
            return [.invalid(place.child("path"), .string(path), "must be an absolute path")]
        default:
            let known = ["Exact", "ImplementationSpecific", "Prefix"]
            return [.notSupported(place.child("pathType"), .string(type), supported: known)]
        }
    }

    private func inBackend(_ backend: JSONObject, at path: FieldPath) -> [FieldError] {
        let service = backend["service"]?.object
        let hasResource = backend["resource"]?.object != nil
        guard let service else {
            return hasResource ? [] : [.required(path, "either `service` or `resource` must be specified")]
        }
        if hasResource { return [.invalid(path, "", "cannot set both resource and service backends")] }
        var errors = FieldError.required(path.child("service", "name"), service.text("name"), ObjectNames.labelErrors)
        let port = service.object("port")
        if !port.has("name"), port.int("number") ?? 0 == 0 {
            errors.append(.required(path, "port name or number is required"))
        }
        return errors
    }
}
