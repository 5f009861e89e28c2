// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Which addresses of services are taken.
package protocol ServiceAddresses: Sendable {
    /// Whether another service than this one has a cluster IP.
    func isTaken(clusterIP: String, besides service: String) -> Bool
    /// Whether another service than this one has a port on every node.
    func isTaken(nodePort: Int, besides service: String) -> Bool
    /// Keeps addresses for a service that is about to be stored.
    func reserve(clusterIP: String, for service: String)
    func reserve(nodePort: Int, for service: String)
}

/// No service but `default/kubernetes` has an address yet.
package struct FreshAddresses: ServiceAddresses {
    package init() {}

    package func isTaken(clusterIP: String, besides service: String) -> Bool { false }
    package func isTaken(nodePort: Int, besides service: String) -> Bool { false }
    package func reserve(clusterIP: String, for service: String) {}
    package func reserve(nodePort: Int, for service: String) {}
}

extension ServiceAddresses {
    /// A free address of the range of services, `10.96.0.0/12`.
    ///
    /// The name of the service says where the search begins, so that a test meets the same address in every run.
    func freeClusterIP(for service: String) -> String? {
        // The first address is that of the API server, the last one is the broadcast address.
        let count = (1 << 20) - 3
        return Self.search(from: service, count: count, step: 0x9E375) { offset in
            let address = (10 << 24 | 96 << 16) + 2 + offset
            let text = [24, 16, 8, 0].map { "\(address >> $0 & 255)" }.joined(separator: ".")
            if isTaken(clusterIP: text, besides: service) { return nil }
            reserve(clusterIP: text, for: service)
            return text
        }
    }

    /// A free port between 30000 and 32767.
    func freeNodePort(for service: String, except used: Set<Int>) -> Int? {
        Self.search(from: service, count: 2_768, step: 1) { offset in
            let port = 30_000 + offset
            if used.contains(port) || isTaken(nodePort: port, besides: service) { return nil }
            reserve(nodePort: port, for: service)
            return port
        }
    }

    private static func search<Found>(from name: String, count: Int, step: Int, _ find: (Int) -> Found?) -> Found? {
        // FNV-1a: Swift's own hash differs from run to run.
        let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let start = Int(hash % UInt64(count))
        for attempt in 0..<count {
            if let found = find((start + attempt * step) % count) { return found }
        }
        return nil
    }
}
