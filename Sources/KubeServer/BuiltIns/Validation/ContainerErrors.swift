// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What may be wrong with the containers of a pod.
struct ContainerErrors {
    /// The names of the volumes that there are.
    let volumes: Set<String>

    /// What is wrong with the containers of one list; no two of all lists may have the same name.
    func inList(_ containers: [JSONObject], at path: FieldPath, names: inout Set<String>) -> [FieldError] {
        var errors: [FieldError] = []
        for (index, container) in containers.enumerated() {
            let place = path.index(index)
            let name = container.text("name")
            errors += FieldError.required(place.child("name"), name, ObjectNames.labelErrors)
            if !name.isEmpty, !names.insert(name).inserted {
                errors.append(.duplicate(place.child("name"), .string(name)))
            }
            errors += inContainer(container, at: place)
        }
        return errors
    }

    private func inContainer(_ container: JSONObject, at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        let image = container.text("image")
        if image.isEmpty { errors.append(.required(path.child("image"))) }
        if image.first?.isWhitespace == true || image.last?.isWhitespace == true {
            let detail = "must not have leading or trailing whitespace"
            errors.append(.invalid(path.child("image"), .string(image), detail))
        }
        if container.has("terminationMessagePolicy") {
            errors += FieldError.unknownWord(
                path.child("terminationMessagePolicy"),
                container.text("terminationMessagePolicy"),
                known: ["File", "FallbackToLogsOnError"]
            )
        }
        errors += inPorts(container.list("ports"), at: path.child("ports"))
        errors += inVariables(container.list("env"), at: path.child("env"))
        errors += inMounts(container.list("volumeMounts"), at: path.child("volumeMounts"))
        errors += FieldError.unknownWord(
            path.child("imagePullPolicy"),
            container.text("imagePullPolicy"),
            known: ["Always", "IfNotPresent", "Never"]
        )
        errors += Self.inResources(container.object("resources"), at: path.child("resources"))
        for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
            guard let object = container[probe]?.object else { continue }
            errors += inProbe(object, at: path.child(probe))
        }
        return errors
    }

    private func inPorts(_ ports: [JSONObject], at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        var names: Set<String> = []
        for (index, port) in ports.enumerated() {
            let place = path.index(index)
            let name = port.text("name")
            if !name.isEmpty {
                let found = NameGrammar.portErrors(name)
                errors += found.map { .invalid(place.child("name"), .string(name), $0) }
                if found.isEmpty, !names.insert(name).inserted {
                    errors.append(.duplicate(place.child("name"), .string(name)))
                }
            }
            let number = port.int("containerPort") ?? 0
            errors +=
                number == 0
                ? [.required(place.child("containerPort"))] : FieldError.port(place.child("containerPort"), number)
            if let host = port.int("hostPort"), host != 0 { errors += FieldError.port(place.child("hostPort"), host) }
            errors += FieldError.unknownWord(
                place.child("protocol"),
                port.text("protocol"),
                known: ["SCTP", "TCP", "UDP"]
            )
        }
        return errors
    }

    private func inVariables(_ variables: [JSONObject], at path: FieldPath) -> [FieldError] {
        variables.enumerated().flatMap { index, variable in
            let place = path.index(index)
            var errors = FieldError.required(place.child("name"), variable.text("name"), NameGrammar.variableErrors)
            guard let source = variable["valueFrom"]?.object else { return errors }
            let sources = source.filter { !$0.value.isNull }.count
            if sources == 0 {
                let detail = "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"
                errors.append(.invalid(place.child("valueFrom"), "", detail))
            } else if variable.has("value") {
                let detail = "may not be specified when `value` is not empty"
                errors.append(.invalid(place.child("valueFrom"), "", detail))
            }
            if sources > 1 {
                let detail = "may not have more than one field specified at a time"
                errors.append(.invalid(place.child("valueFrom"), "", detail))
            }
            return errors
        }
    }

    private func inMounts(_ mounts: [JSONObject], at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        var places: Set<String> = []
        for (index, mount) in mounts.enumerated() {
            let place = path.index(index)
            let (name, mountPath) = (mount.text("name"), mount.text("mountPath"))
            if name.isEmpty { errors.append(.required(place.child("name"))) }
            if !volumes.contains(name) { errors.append(.notFound(place.child("name"), .string(name))) }
            if mountPath.isEmpty { errors.append(.required(place.child("mountPath"))) }
            if !places.insert(mountPath).inserted {
                errors.append(.invalid(place.child("mountPath"), .string(mountPath), "must be unique"))
            }
        }
        return errors
    }

    private func inProbe(_ probe: JSONObject, at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        let handlers = ["exec", "httpGet", "tcpSocket", "grpc"].filter { probe[$0]?.object != nil }
        if handlers.isEmpty { errors.append(.required(path, "must specify a handler type")) }
        for handler in handlers.dropFirst() {
            errors.append(.forbidden(path.child(handler), "may not specify more than 1 handler type"))
        }
        let numbers = [
            "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold",
        ]
        for number in numbers { errors += FieldError.negative(path.child(number), probe.int(number)) }
        return errors
    }

    /// What is wrong with requests and limits.
    static func inResources(_ resources: JSONObject, at path: FieldPath) -> [FieldError] {
        let (limits, requests) = (resources.object("limits"), resources.object("requests"))
        var errors: [FieldError] = []
        for (member, amounts) in [("limits", limits), ("requests", requests)] {
            for key in amounts.keys.sorted() {
                guard let amount = amounts.quantity(key), amount.isNegative else { continue }
                let detail = "must be greater than or equal to 0"
                errors.append(.invalid(path.child(member).key(key), .string("\(amount)"), detail))
            }
        }
        for key in requests.keys.sorted() {
            guard let request = requests.quantity(key), let limit = limits.quantity(key), request > limit else {
                continue
            }
            let detail = "must be less than or equal to \(key) limit of \(limit)"
            errors.append(.invalid(path.child("requests"), .string("\(request)"), detail))
        }
        return errors
    }
}
