// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import Synchronization

/// The addresses of the services that are stored, and of those that are about to be.
///
/// It follows the storage whenever it is asked, so that what a service had is free when the service is gone, whoever
/// deleted it, and taken again after a start.
package final class ServiceAddressBook: ServiceAddresses {
    /// The address of the service `default/kubernetes`, which is taken before there is such a service.
    package static let apiServer = "10.96.0.1"

    private let storage: Storage
    private let pages = Mutex(AddressPages())

    package init(_ storage: Storage) {
        self.storage = storage
    }

    package func isTaken(clusterIP: String, besides service: String) -> Bool {
        if clusterIP == Self.apiServer { return service != KubernetesServiceDuty.service }
        return follow { $0.isTaken(.address(clusterIP), besides: service) }
    }

    package func isTaken(nodePort: Int, besides service: String) -> Bool {
        follow { $0.isTaken(.port(nodePort), besides: service) }
    }

    package func reserve(clusterIP: String, for service: String) {
        pages.withLock { $0.reserve(.address(clusterIP), for: service) }
    }

    package func reserve(nodePort: Int, for service: String) {
        pages.withLock { $0.reserve(.port(nodePort), for: service) }
    }

    private func follow<Answer>(_ ask: (AddressPages) -> Answer) -> Answer {
        var isUpToDate = false
        while !isUpToDate {
            let revision = pages.withLock { $0.revision }
            switch storage.news(of: .services, after: revision) {
            case .forgotten: startAnew()
            case .changes(let changes, let through):
                let entries = changes.map { change in
                    (change.object.key, change.kind == .deleted ? [] : Self.addresses(of: change.object))
                }
                pages.withLock { pages in
                    // Somebody else may have followed the same changes meanwhile.
                    guard pages.revision == revision else { return }
                    for (key, addresses) in entries { pages.enter(addresses, of: "\(key)") }
                    pages.revision = through
                }
                isUpToDate = changes.isEmpty
            }
        }
        return pages.withLock { ask($0) }
    }

    private func startAnew() {
        guard let page = storage.page(.services, namespace: nil) else { return }
        let entries = page.objects.map { ("\($0.key)", Self.addresses(of: $0)) }
        pages.withLock { pages in
            pages.clear()
            for (service, addresses) in entries { pages.enter(addresses, of: service) }
            pages.revision = page.revision
        }
    }

    private static func addresses(of object: StoredObject) -> [AddressPages.Address] {
        let spec = ((try? object.read() as JSONObject) ?? JSONObject()).object("spec")
        let addresses = spec.strings("clusterIPs").filter { $0 != "None" && !$0.isEmpty }
        let ports =
            spec.list("ports").compactMap { $0.int("nodePort") } + [spec.int("healthCheckNodePort")].compactMap(\.self)
        return addresses.map { .address($0) } + ports.filter { $0 > 0 }.map { .port($0) }
    }
}

/// Who has which address.
struct AddressPages: Sendable {
    enum Address: Hashable, Sendable {
        case address(String)
        case port(Int)
    }

    /// Reservations of writes that came to nothing; so many writes are never under way at once.
    private static let reservationLimit = 1_024

    /// The services have been followed up to here.
    var revision: UInt64 = 0
    private var holders: [Address: String] = [:]
    private var entries: [String: [Address]] = [:]
    private var reservations: [Address: String] = [:]
    private var reserved: [Address] = []

    func isTaken(_ address: Address, besides service: String) -> Bool {
        guard let holder = holders[address] ?? reservations[address] else { return false }
        return holder != service
    }

    /// Enters what a service has now, in place of what it had; what was reserved for it is no longer.
    mutating func enter(_ addresses: [Address], of service: String) {
        let kept = reserved.filter { reservations[$0] != service }
        if kept.count < reserved.count {
            for address in reserved where reservations[address] == service { reservations[address] = nil }
            reserved = kept
        }
        for address in entries[service] ?? [] where holders[address] == service { holders[address] = nil }
        entries[service] = addresses.isEmpty ? nil : addresses
        for address in addresses { holders[address] = service }
    }

    mutating func reserve(_ address: Address, for service: String) {
        if reservations.updateValue(service, forKey: address) == nil { reserved.append(address) }
        guard reserved.count > Self.reservationLimit else { return }
        for address in reserved.prefix(Self.reservationLimit / 2) { reservations[address] = nil }
        reserved.removeFirst(Self.reservationLimit / 2)
    }

    mutating func clear() {
        holders = [:]
        entries = [:]
    }
}
