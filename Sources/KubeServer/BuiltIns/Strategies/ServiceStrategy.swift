// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Services, which get their addresses when they are made.
struct ServiceStrategy: BuiltInStrategy {
    let addresses: any ServiceAddresses

    var printer: RowPrinter { .services }
    var allowsCreateOnUpdate: Bool { true }

    // Relaxed in 1.36 from a label that begins with a letter (KEP-5311).
    func nameErrors(_ name: String) -> [String] { ObjectNames.labelErrors(name) }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        let metadata = object.metadata
        let name = "\(metadata.text("namespace"))/\(metadata.text("name"))"
        object.make("spec") { spec in
            Self.fill(&spec)
            if let old {
                Self.keepAddresses(&spec, of: old.object("spec"))
                Self.dropWhatTheTypeHasNot(&spec, replacing: old.object("spec"))
            }
            assignAddress(&spec, name)
            assignNodePorts(&spec, name)
        }
        object.change("status") { status in
            status.change("loadBalancer") { balancer in
                balancer.changeEach("ingress") { entry in
                    if entry.has("ip") { entry.setDefault("ipMode", "VIP") }
                }
            }
        }
    }

    private static func fill(_ spec: inout JSONObject) {
        spec.replaceEmpty("type", "ClusterIP")
        spec.replaceEmpty("sessionAffinity", "None")
        switch spec.text("sessionAffinity") {
        case "None": spec["sessionAffinityConfig"] = nil
        case "ClientIP":
            let timeout = spec.object("sessionAffinityConfig", "clientIP").int("timeoutSeconds")
            if timeout == nil { spec["sessionAffinityConfig"] = ["clientIP": ["timeoutSeconds": 10_800]] }
        default: break
        }
        spec.changeEach("ports") { port in
            port.replaceEmpty("protocol", "TCP")
            let isUnset = !port.has("targetPort") || port.int("targetPort") == 0
            if isUnset { port["targetPort"] = port["port"] }
        }
        let type = spec.text("type")
        if type == "NodePort" || type == "LoadBalancer" || type == "ClusterIP" && spec.has("externalIPs") {
            spec.replaceEmpty("externalTrafficPolicy", "Cluster")
        }
        if type != "ExternalName" { spec.replaceEmpty("internalTrafficPolicy", "Cluster") }
        if type == "LoadBalancer" { spec.setDefault("allocateLoadBalancerNodePorts", true) }
    }

    /// Who replaces a service without its addresses means to keep them.
    private static func keepAddresses(_ spec: inout JSONObject, of old: JSONObject) {
        guard spec.text("type") != "ExternalName", old.text("type") != "ExternalName" else { return }
        for field in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"] where !spec.has(field) {
            spec[field] = old[field]
        }
        // Who changes the first address alone means the list of them, too.
        if spec["clusterIP"] != old["clusterIP"], spec["clusterIPs"] == old["clusterIPs"] { spec["clusterIPs"] = nil }
        let ports = old.list("ports")
        spec.changeEach("ports") { port in
            guard !port.has("nodePort") else { return }
            let same = ports.first { $0["port"] == port["port"] && $0["protocol"] == port["protocol"] }
            if let number = same?["nodePort"] { port["nodePort"] = number }
        }
    }

    /// Who changes the type, and leaves the rest as it is, does not mean to keep what the new type has not.
    private static func dropWhatTheTypeHasNot(_ spec: inout JSONObject, replacing old: JSONObject) {
        let hasPorts = { (spec: JSONObject) in ["NodePort", "LoadBalancer"].contains(spec.text("type")) }
        if old.text("type") != "ExternalName", spec.text("type") == "ExternalName" {
            if spec["clusterIP"] == old["clusterIP"] { (spec["clusterIP"], spec["clusterIPs"]) = (nil, nil) }
            for field in ["ipFamilies", "ipFamilyPolicy"] where spec[field] == old[field] { spec[field] = nil }
        }
        guard hasPorts(old), !hasPorts(spec) else { return }
        if spec.list("ports").map({ $0["nodePort"] }) == old.list("ports").map({ $0["nodePort"] }) {
            spec.changeEach("ports") { $0["nodePort"] = nil }
        }
        for field in ["allocateLoadBalancerNodePorts", "loadBalancerClass", "externalTrafficPolicy"]
        where spec[field] == old[field] && !spec.has("externalIPs") {
            spec[field] = nil
        }
    }

    private func assignAddress(_ spec: inout JSONObject, _ name: String) {
        guard spec.text("type") != "ExternalName" else { return }
        if !spec.has("clusterIP"), let first = spec.strings("clusterIPs").first { spec["clusterIP"] = .string(first) }
        if !spec.has("clusterIP"), let free = addresses.freeClusterIP(for: name) { spec["clusterIP"] = .string(free) }
        if !spec.has("clusterIPs"), let address = spec["clusterIP"] { spec["clusterIPs"] = [address] }
        // A headless service without a selector has endpoints of any family.
        let isOpen = spec.text("clusterIP") == "None" && !spec.has("selector")
        spec.replaceEmpty("ipFamilies", isOpen ? ["IPv4", "IPv6"] : ["IPv4"])
        spec.replaceEmpty("ipFamilyPolicy", isOpen ? "RequireDualStack" : "SingleStack")
    }

    private func assignNodePorts(_ spec: inout JSONObject, _ name: String) {
        let type = spec.text("type")
        let needsPorts =
            type == "NodePort" || type == "LoadBalancer" && spec["allocateLoadBalancerNodePorts"]?.bool != false
        guard needsPorts else { return }
        var used = Set(spec.list("ports").compactMap { $0.int("nodePort") })
        spec.changeEach("ports") { port in
            guard (port.int("nodePort") ?? 0) == 0 else { return }
            guard let free = addresses.freeNodePort(for: name, except: used) else { return }
            used.insert(free)
            port["nodePort"] = .number(JSONNumber(free))
        }
    }
}
