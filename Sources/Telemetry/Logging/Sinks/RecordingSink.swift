// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Keeps log lines for tests to look at.
package final class RecordingSink: LogSink {
    private let kept = Mutex<[LogRecord]>([])

    package init() {}

    /// What was logged, in order.
    package var records: [LogRecord] { kept.withLock { $0 } }

    package func write(_ record: LogRecord) {
        kept.withLock { $0.append(record) }
    }
}
