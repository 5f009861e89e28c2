// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import FileKit

/// What makes a component a program: it ends when a person or a supervisor asks for it.
package enum Program {
    /// Runs a component until it ends by itself, or until the process is told to end, which cancels it.
    package static func run(_ component: @escaping @Sendable () async throws -> Void) async throws {
        DescriptorLimit.raise()
        let signals = try ProcessSignals()
        try await withThrowingTaskGroup { group in
            group.addTask { try await component() }
            group.addTask { _ = await signals.next() }
            // Whatever ends first ends the other; the component still has its say about how it ended.
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}
