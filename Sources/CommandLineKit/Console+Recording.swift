// SPDX-License-Identifier: Apache-2.0

private import Synchronization

extension Console {
    /// What a recording console was told.
    package final class Record: Sendable {
        private let texts = Mutex((output: "", errors: ""))

        /// Everything written to the output so far.
        package var output: String { texts.withLock { $0.output } }
        /// Everything written to the error output so far.
        package var errors: String { texts.withLock { $0.errors } }

        fileprivate func append(output: String = "", errors: String = "") {
            texts.withLock {
                $0.output += output
                $0.errors += errors
            }
        }
    }

    /// A console that keeps what it is told, for tests.
    package static func recording(width: Int = 80) -> (console: Console, record: Record) {
        let record = Record()
        let console = Console(
            width: width,
            output: { record.append(output: $0) },
            errors: { record.append(errors: $0) }
        )
        return (console, record)
    }
}
