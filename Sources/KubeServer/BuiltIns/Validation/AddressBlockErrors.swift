// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeSchema

/// What is wrong with the blocks of addresses in a network policy (kubernetes, `pkg/apis/networking/validation`).
struct AddressBlockErrors {
    /// The ranges that the policy had before: they may stay, whatever they are.
    private let known: Set<String>

    /// What is wrong with the blocks of a policy that replaces another one, or none.
    static func inPolicy(_ spec: JSONObject, replacing old: JSONObject?, at path: FieldPath) -> [FieldError] {
        let known = old.map {
            blocks(in: $0, at: path).flatMap { [$0.block.text("cidr")] + $0.block.strings("except") }
        }
        let errors = AddressBlockErrors(known: Set(known ?? []))
        return blocks(in: spec, at: path).flatMap { errors.inBlock($0.block, at: $0.path) }
    }

    private static func blocks(in spec: JSONObject, at path: FieldPath) -> [(block: JSONObject, path: FieldPath)] {
        [("ingress", "from"), ("egress", "to")].flatMap { list, peers in
            spec.list(list).enumerated().flatMap { index, rule in
                let place = path.child(list).index(index).child(peers)
                return rule.list(peers).enumerated().compactMap { index, peer in
                    peer["ipBlock"]?.object.map { ($0, place.index(index).child("ipBlock")) }
                }
            }
        }
    }

    private func inBlock(_ block: JSONObject, at path: FieldPath) -> [FieldError] {
        let range = block.text("cidr")
        if range.isEmpty { return [.required(path.child("cidr"))] }
        let errors = inRange(range, at: path.child("cidr"))
        guard let network = IPNetwork(cidr: range, leadingZeros: .ignored) else { return errors }
        return block.strings("except").enumerated().reduce(into: errors) { errors, exception in
            let (place, range) = (path.child("except").index(exception.offset), exception.element)
            errors += inRange(range, at: place)
            guard let part = IPNetwork(cidr: range, leadingZeros: .ignored) else { return }
            if network.contains(part.address), network.length < part.length { return }
            errors.append(.invalid(place, .string(range), "must be a strict subset of `cidr`"))
        }
    }

    private func inRange(_ text: String, at path: FieldPath) -> [FieldError] {
        guard !known.contains(text), let flaw = Self.flaw(of: text) else { return [] }
        return [.invalid(path, .string(text), flaw)]
    }

    /// Why a text is no range of addresses, or one that two readers may take for different ranges (apimachinery,
    /// `pkg/util/validation/ip.go`, strict as it is since 1.36).
    private static func flaw(of text: String) -> String? {
        guard let slash = text.firstIndex(of: "/"), let network = IPNetwork(text, leadingZeros: .ignored) else {
            return "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
        }
        guard IPNetwork(text) != nil, let address = IPAddress(text[..<slash]) else {
            return "must not have leading 0s in IP or prefix length"
        }
        if address.isShort, text.contains(":") { return "must not have an IPv4-mapped IPv6 address" }
        return address == network.address ? nil : "must not have bits set beyond the prefix length"
    }
}
