// SPDX-License-Identifier: Apache-2.0

/// Tells when a socket (or another descriptor that can be polled) may be read or written.
///
/// The callback runs on the loop's thread as long as the condition holds, not once per change. It must hold its owner
/// weakly: the owner holds the source. The owner closes the descriptor, after it let go of the source.
package final class SocketSource {
    /// The directions in which a socket is ready, or in which readiness matters.
    package struct Readiness: OptionSet, Sendable {
        package let rawValue: UInt8

        /// The directions with these bits: 1 is reading, 2 is writing.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Bytes, an end of file, an error or a connection to accept can be read.
        package static let readable = Readiness(rawValue: 1)
        /// There is room to write, a connection was made, or it failed.
        package static let writable = Readiness(rawValue: 2)
    }

    private let loop: EventLoop
    private let descriptor: Int32
    private let ready: (Readiness) -> Void
    private var reading: EventSource?
    private var writing: EventSource?

    /// A source that is interested in nothing yet; called on the loop's thread.
    package init(on loop: EventLoop, descriptor: Int32, _ ready: @escaping (Readiness) -> Void) {
        self.loop = loop
        self.descriptor = descriptor
        self.ready = ready
    }

    /// The directions that are reported.
    package var interest: Readiness = [] {
        didSet {
            let changed = interest.symmetricDifference(oldValue)
            if changed.contains(.readable) { update(&reading, .readable) }
            if changed.contains(.writable) { update(&writing, .writable) }
        }
    }

    private func update(_ source: inout EventSource?, _ direction: Readiness) {
        guard interest.contains(direction) else {
            source?.remove()
            return
        }
        let active = source ?? makeSource(direction)
        source = active
        active.add()
    }

    private func makeSource(_ direction: Readiness) -> EventSource {
        let flags: EventFlags = direction == .readable ? .readable : .writable
        return EventSource(on: loop, descriptor: descriptor, flags: flags) { [ready] _ in ready(direction) }
    }
}
