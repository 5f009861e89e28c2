// SPDX-License-Identifier: Apache-2.0

import KubeCore
import Synchronization

/// Who looks at what: finds two who look at the same time.
final class Ledger: Sendable {
    private struct State {
        var looking: [ObjectKey: String] = [:]
        /// How many passes each process has under way.
        var busy: [String: Int] = [:]
        var faults: [String] = []
        var passes = 0
    }

    private let state = Mutex(State())

    var faults: [String] { state.withLock { $0.faults } }
    var passes: Int { state.withLock { $0.passes } }

    func look<Value>(at key: ObjectKey, _ process: String, _ body: () async throws -> Value) async throws -> Value {
        begin(key, process)
        defer { end(key, process) }
        return try await body()
    }

    private func begin(_ key: ObjectKey, _ process: String) {
        state.withLock { state in
            state.passes += 1
            if let other = state.looking[key] { state.faults.append("\(process) looks at \(key), as \(other) does") }
            if let other = state.busy.first(where: { $0.value > 0 && $0.key != process })?.key {
                state.faults.append("\(process) works while \(other) does")
            }
            state.looking[key] = process
            state.busy[process, default: 0] += 1
        }
    }

    private func end(_ key: ObjectKey, _ process: String) {
        state.withLock { state in
            state.looking[key] = nil
            state.busy[process, default: 0] -= 1
        }
    }
}
