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

    /// With what another cluster was found behind an endpoint: the same is not tried again, for that would send a
    /// credential there.
    struct Introduction: Hashable, Sendable {
        let bootstrapVersion: String
        let acceptedUID: String?
    }

    private struct State {
        var records: [ObjectKey: Record] = [:]
        var failedIntroductions: [ObjectKey: Introduction] = [:]
    }

    private let state = Mutex(State())

    /// What is remembered.
    subscript(key: ObjectKey) -> Record? { state.withLock { $0.records[key] } }

    /// The way in, which is made anew when what it was made of has changed.
    func link(to key: ObjectKey, version: String, make: () -> DataplaneLink) -> DataplaneLink {
        if let known = self[key]?.link, known.bootstrapVersion == version { return known }
        let link = make()
        state.withLock { $0.records[key] = Record(link: link) }
        return link
    }

    /// The work was done.
    func settled(_ key: ObjectKey, _ settlement: Settlement?) {
        state.withLock { $0.records[key]?.settlement = settlement }
    }

    /// With what another cluster was found than the one that was registered; nil where none was.
    func failedIntroduction(of key: ObjectKey) -> Introduction? { state.withLock { $0.failedIntroductions[key] } }

    /// Another cluster was found than the one that was registered.
    func failed(_ introduction: Introduction, of key: ObjectKey) {
        state.withLock { state in
            state.records[key]?.settlement = nil
            state.failedIntroductions[key] = introduction
        }
    }

    /// It is gone, or is to be left alone.
    func forget(_ key: ObjectKey) {
        state.withLock { state in
            state.records[key] = nil
            state.failedIntroductions[key] = nil
        }
    }
}
