// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension RowPrinter {
    static let services = RowPrinter(
        .name,
        .text("Type"),
        .text("Cluster-IP"),
        .text("External-IP"),
        .text("Port(s)"),
        .age,
        .wide("Selector")
    ) { row in
        let spec = row.object.object("spec")
        return [
            row.name,
            .string(spec.text("type")),
            .string(spec.strings("clusterIPs").first ?? "<none>"),
            .string(row.externalAddresses),
            .string(row.servicePorts),
            row.age,
            .string(LabelSelectorText.labels(spec.texts("selector"))),
        ]
    }

    static let endpoints = RowPrinter(.name, .text("Endpoints"), .age) { row in
        let addresses = row.object.list("subsets").flatMap { subset in
            let hosts = subset.list("addresses").map { $0.text("ip") }
            let ports = subset.list("ports").compactMap { $0.int("port") }
            return ports.isEmpty ? hosts : ports.flatMap { port in hosts.map { Row.join($0, port) } }
        }
        return [row.name, .string(Row.excerpt(addresses, 3, none: "<none>")), row.age]
    }

    static let endpointSlices = RowPrinter(
        .name,
        .text("AddressType"),
        .text("Ports"),
        .text("Endpoints"),
        .age
    ) { row in
        let ports = row.object.list("ports").map { port in
            port.int("port").map { "\($0)" } ?? port["name"]?.string ?? "*"
        }
        let addresses = row.object.list("endpoints").flatMap { $0.strings("addresses") }
        return [
            row.name,
            .string(row.text("addressType")),
            .string(Row.excerpt(ports, 3, none: "<unset>")),
            .string(Row.excerpt(addresses, 3, none: "<unset>")),
            row.age,
        ]
    }

    static let ingresses = RowPrinter(
        .name,
        .text("Class"),
        .text("Hosts"),
        .text("Address"),
        .text("Ports"),
        .age
    ) { row in
        [
            row.name,
            .string(row.text("spec", "ingressClassName", none: "<none>")),
            .string(row.ingressHosts),
            .string(row.loadBalancerAddresses.joined(separator: ",")),
            row.object.list("spec", "tls").isEmpty ? "80" : "80, 443",
            row.age,
        ]
    }

    static let ingressClasses = RowPrinter(.name, .text("Controller"), .text("Parameters"), .age) { row in
        var parameters = "<none>"
        if let reference = row.object.value(at: ["spec", "parameters"])?.object {
            let group = reference.text("apiGroup")
            let kind = group.isEmpty ? reference.text("kind") : "\(reference.text("kind")).\(group)"
            parameters = "\(kind)/\(reference.text("name"))"
        }
        return [row.name, .string(row.text("spec", "controller")), .string(parameters), row.age]
    }

    static let networkPolicies = RowPrinter(.name, .text("Pod-Selector"), .age) { row in
        [row.name, .string(LabelSelectorText.selector(row.object.object("spec", "podSelector"))), row.age]
    }
}

extension Row {
    fileprivate static func join(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    fileprivate var loadBalancerAddresses: [String] {
        let entries = object.list("status", "loadBalancer", "ingress")
        return Set(entries.map { $0.has("ip") ? $0.text("ip") : $0.text("hostname") }.filter { !$0.isEmpty }).sorted()
    }

    fileprivate var externalAddresses: String {
        let spec = object.object("spec")
        let external = spec.strings("externalIPs")
        switch spec.text("type") {
        case "ClusterIP", "NodePort": return external.isEmpty ? "<none>" : external.joined(separator: ",")
        case "LoadBalancer":
            let all = loadBalancerAddresses + external
            return all.isEmpty ? "<pending>" : all.joined(separator: ",")
        case "ExternalName": return spec.text("externalName")
        default: return "<unknown>"
        }
    }

    fileprivate var servicePorts: String {
        let ports = object.list("spec", "ports").map { port in
            let number = port.int("port") ?? 0
            let node = port.int("nodePort") ?? 0
            return "\(number)\(node > 0 ? ":\(node)" : "")/\(port.text("protocol"))"
        }
        return ports.isEmpty ? "<none>" : ports.joined(separator: ",")
    }

    fileprivate var ingressHosts: String {
        let rules = object.list("spec", "rules")
        let hosts = rules.map { $0.text("host") }.filter { !$0.isEmpty }
        if hosts.isEmpty { return "*" }
        let text = hosts.prefix(3).joined(separator: ",")
        return hosts.count >= 3 && rules.count > 3 ? "\(text) + \(rules.count - 3) more..." : text
    }
}
