// SPDX-License-Identifier: Apache-2.0

internal import Dataplanes
internal import KubeCore
internal import Synchronization

/// What the operator remembers of dataplanes from one pass to the next; a restart loses it and hurts nobody.
final class DataplaneDesk: Sendable {
    /// What is remembered of one dataplane.
    struct Record: Sendable {
        let link: DataplaneLink
        var settlement: Settlement?
    }

    private let records = Mutex<[ObjectKey: Record]>([:])

    /// What is remembered.
    subscript(key: ObjectKey) -> Record? { records.withLock { $0[key] } }

    /// The way in, which is made anew when what it was made of has changed.
    func link(to key: ObjectKey, version: String, make: () -> DataplaneLink) -> DataplaneLink {
        if let known = self[key]?.link, known.bootstrapVersion == version { return known }
        let link = make()
        records.withLock { $0[key] = Record(link: link) }
        return link
    }

    /// The work was done.
    func settled(_ key: ObjectKey, _ settlement: Settlement?) {
        records.withLock { $0[key]?.settlement = settlement }
    }

    /// It is gone, or is to be left alone.
    func forget(_ key: ObjectKey) {
        records.withLock { $0[key] = nil }
    }
}
