// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

extension ServiceStrategy {
    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        let type = spec.text("type")
        let isHeadless = spec.text("clusterIP") == "None"
        var errors: [FieldError] = []
        if !spec.has("ports"), !isHeadless, type != "ExternalName" { errors.append(.required(path.child("ports"))) }
        if type == "ExternalName" { errors += inExternalName(spec, at: path) }
        let service = "\(object.metadata.text("namespace"))/\(object.metadata.text("name"))"
        errors += inPorts(spec, at: path.child("ports"))
        if type == "ClusterIP" {
            errors += spec.list("ports").enumerated().filter { ($1.int("nodePort") ?? 0) != 0 }.map { index, _ in
                let place = path.child("ports").index(index).child("nodePort")
                return .forbidden(place, "may not be used when `type` is 'ClusterIP'")
            }
        }
        for (key, value) in spec.texts("selector").sorted(by: { $0.key < $1.key }) {
            let place = path.child("selector")
            errors += ObjectNames.qualifiedNameErrors(key).map { .invalid(place, .string(key), $0) }
            errors += ObjectNames.labelValueErrors(value).map { .invalid(place, .string(value), $0) }
        }
        errors += FieldError.unknownWord(
            path.child("sessionAffinity"),
            spec.text("sessionAffinity"),
            known: ["ClientIP", "None"]
        )
        errors += FieldError.unknownWord(
            path.child("type"),
            type,
            known: ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]
        )
        errors += inAddress(spec, at: path)
        // Addresses are looked for when everything else is right (`pkg/registry/core/service/storage/alloc.go`).
        if errors.isEmpty { errors += inAllocation(spec, of: service, at: path) }
        guard let old else { return errors }
        return errors + inChange(of: spec, from: old.object("spec"), at: path)
    }

    private func inExternalName(_ spec: JSONObject, at path: FieldPath) -> [FieldError] {
        let name = spec.text("externalName")
        let place = path.child("externalName")
        // Kubernetes has one address in both fields, and speaks of the list.
        let addresses = spec.has("clusterIP") || spec.has("clusterIPs") ? ["clusterIPs"] : []
        let unfit = addresses + ["ipFamilies", "ipFamilyPolicy"].filter(spec.has)
        return unfit.map { .forbidden(path.child($0), "may not be set for ExternalName services") }
            + FieldError.required(place, name.hasSuffix(".") ? String(name.dropLast()) : name) {
                ObjectNames.subdomainErrors($0)
            }
    }

    private func inPorts(_ spec: JSONObject, at path: FieldPath) -> [FieldError] {
        let ports = spec.list("ports")
        var errors: [FieldError] = []
        var names: Set<String> = []
        var numbers: Set<String> = []
        for (index, port) in ports.enumerated() {
            let place = path.index(index)
            let name = port.text("name")
            if name.isEmpty {
                if ports.count > 1 { errors.append(.required(place.child("name"))) }
            } else {
                errors += ObjectNames.labelErrors(name).map { .invalid(place.child("name"), .string(name), $0) }
                if !names.insert(name).inserted { errors.append(.duplicate(place.child("name"), .string(name))) }
            }
            errors += FieldError.port(place.child("port"), port.int("port") ?? 0)
            let word = port.text("protocol")
            errors += FieldError.unknownWord(place.child("protocol"), word, known: ["SCTP", "TCP", "UDP"])
            if let target = port.int("targetPort") {
                errors += FieldError.port(place.child("targetPort"), target)
            } else if let target = port["targetPort"]?.string {
                errors += NameGrammar.portErrors(target).map {
                    .invalid(place.child("targetPort"), .string(target), $0)
                }
            }
            let identity = "\(port.int("port") ?? 0)/\(word)"
            if !numbers.insert(identity).inserted {
                let key: JSONValue = ["port": port["port"] ?? 0, "protocol": .string(word)]
                errors.append(.duplicate(place, key))
            }
            errors += inNodePort(port, at: place.child("nodePort"))
        }
        return errors
    }

    private func inNodePort(_ port: JSONObject, at path: FieldPath) -> [FieldError] {
        guard let number = port.int("nodePort"), number != 0, !(30_000...32_767).contains(number) else { return [] }
        let detail = "provided port is not in the valid range. The range of valid ports is 30000-32767"
        return [.invalid(path, .number(JSONNumber(number)), detail)]
    }

    private func inAddress(_ spec: JSONObject, at path: FieldPath) -> [FieldError] {
        let address = spec.text("clusterIP")
        if spec.text("type") == "ExternalName" || address.isEmpty || address == "None" { return [] }
        let octets = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        let place = path.child("clusterIPs").index(0)
        guard octets.count == 4, octets.allSatisfy({ $0 != nil }) else {
            let detail = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
            return [.invalid(place, .string(address), detail)]
        }
        // The first and the last address of a network are nobody's.
        let isInRange =
            octets[0] == 10 && (octets[1] ?? 0) & 0xF0 == 96 && !["10.96.0.0", "10.111.255.255"].contains(address)
        if isInRange { return [] }
        let detail = "failed to allocate IP \(address): the provided network does not match the current range"
        return [.invalid(path.child("clusterIPs"), .array([.string(address)]), detail)]
    }

    /// Addresses and ports that others have.
    private func inAllocation(_ spec: JSONObject, of service: String, at path: FieldPath) -> [FieldError] {
        if spec.text("type") == "ExternalName" { return [] }
        let address = spec.text("clusterIP")
        var errors: [FieldError] = []
        if !address.isEmpty, address != "None", addresses.isTaken(clusterIP: address, besides: service) {
            let detail = "failed to allocate IP \(address): provided IP is already allocated"
            errors.append(.invalid(path.child("clusterIPs"), .array([.string(address)]), detail))
        }
        var used: Set<String> = []
        for (index, port) in spec.list("ports").enumerated() {
            guard let number = port.int("nodePort"), number != 0 else { continue }
            let isOwn = used.insert("\(number)/\(port.text("protocol"))").inserted
            guard !isOwn || addresses.isTaken(nodePort: number, besides: service) else { continue }
            let place = path.child("ports").index(index).child("nodePort")
            errors.append(.invalid(place, .number(JSONNumber(number)), "provided port is already allocated"))
        }
        return errors
    }

    private func inChange(of spec: JSONObject, from old: JSONObject, at path: FieldPath) -> [FieldError] {
        let types = [spec.text("type"), old.text("type")]
        guard !types.contains("ExternalName"), old.has("clusterIP"), spec["clusterIP"] != old["clusterIP"] else {
            return []
        }
        let place = path.child("clusterIPs").index(0)
        return [.invalid(place, spec["clusterIPs"] ?? .null, "may not change once set")]
    }
}
