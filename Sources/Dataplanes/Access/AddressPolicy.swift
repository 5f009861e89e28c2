// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Which addresses the endpoints that users name may lead to.
///
/// Whoever may write a DataplaneCluster has Portolan send requests; this keeps those requests away from what only a pod of
/// the control plane can reach: itself, its node, and the services of a cloud that hand out credentials to whoever asks.
package struct AddressPolicy: Sendable, Hashable {
    /// Networks that are allowed although they would not be.
    package var allowed: [IPNetwork]

    /// The usual policy, with exceptions.
    package init(allowing allowed: [IPNetwork] = []) {
        self.allowed = allowed
    }

    /// Whether an address may be connected to.
    package func allows(_ address: IPAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        if let inner = address.translated { return allows(inner) }
        return !Self.forbidden.contains { $0.contains(address) }
    }

    private static let forbidden: [IPNetwork] = [
        "0.0.0.0/8",  // this host
        "127.0.0.0/8",  // loopback
        "169.254.0.0/16",  // link-local, and the metadata of most clouds
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4",  // reserved, and broadcast
        "100.100.100.200/32",  // metadata of Alibaba Cloud
        "192.0.0.0/24",  // of protocols, and metadata of Oracle Cloud
        "168.63.129.16/32",  // the host of a machine in Azure
        "::/128",
        "::1/128",
        "fe80::/10",
        "ff00::/8",
        "fd00:ec2::/32",  // metadata of AWS
        "fd20:ce::/32",  // metadata of Google Cloud
    ]
    .compactMap { IPNetwork($0) }
}

extension IPAddress {
    /// The address of IPv4 that is in one of IPv6, and that a gateway or a kernel would make of it; nil where there is none.
    fileprivate var translated: IPAddress? {
        guard !isShort else { return nil }
        func isIn(_ networks: [IPNetwork]) -> Bool { networks.contains { $0.contains(self) } }
        if isIn(Self.endingInAddress), !isIn(Self.unspecifiedAndLoopback) { return IPAddress(Array(bytes.suffix(4))) }
        if isIn(Self.sixToFour) { return IPAddress(Array(bytes[2..<6])) }
        if isIn(Self.teredo) { return IPAddress(bytes.suffix(4).map { ~$0 }) }
        return nil
    }

    /// RFC 6052 and RFC 8215 for NAT64, RFC 4291 for what is compatible with IPv4.
    private static let endingInAddress = ["64:ff9b::/96", "64:ff9b:1::/48", "::/96"].compactMap { IPNetwork($0) }
    /// `::` and `::1` only look as if they were compatible with IPv4.
    private static let unspecifiedAndLoopback = ["::/127"].compactMap { IPNetwork($0) }
    /// RFC 3056.
    private static let sixToFour = ["2002::/16"].compactMap { IPNetwork($0) }
    /// RFC 4380, which turns the bits of the client's address around.
    private static let teredo = ["2001::/32"].compactMap { IPNetwork($0) }
}
