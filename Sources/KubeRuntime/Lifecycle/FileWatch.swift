// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Notices when a file has other content than before, by reading it.
///
/// That works where notifications of the kernel do not, or mislead: Kubernetes replaces a mounted ConfigMap by moving the
/// link `..data` to another folder, so that the file that was opened never changes, and some file systems tell nobody. The
/// files that configure a process are small.
package struct FileWatch: Sendable {
    private let path: String
    private let interval: Duration
    private let clock: any MonotonicClock
    private let read: @Sendable (String) -> [UInt8]?
    private let changed: @Sendable () async -> Void

    /// A watch of one file.
    ///
    /// - Parameters:
    ///   - path: the file, also a link; it may come later, or go and come back.
    ///   - interval: how often it is read.
    ///   - clock: what waits between.
    ///   - read: the content of a file, nil when it cannot be read at the moment.
    ///   - changed: called when the content is another one; what it costs is waited for.
    package init(
        _ path: String,
        every interval: Duration = .seconds(10),
        clock: any MonotonicClock = ContinuousClock(),
        read: @escaping @Sendable (String) -> [UInt8]?,
        changed: @escaping @Sendable () async -> Void
    ) {
        self.path = path
        self.interval = interval
        self.clock = clock
        self.read = read
        self.changed = changed
    }

    /// Looks until it is cancelled.
    package func run() async throws {
        var known = read(path)
        while true {
            try await clock.sleep(for: interval)
            // A file that is not there is being replaced.
            guard let content = read(path), content != known else { continue }
            known = content
            await changed()
        }
    }
}
