// SPDX-License-Identifier: Apache-2.0

package import Testing

/// Waits until a condition holds, for tests whose subject is outside of Swift: sockets, processes, files.
///
/// Everything else is awaited, or driven by a ``ManualClock``. The limit is generous, since it is reached only by a test
/// that fails; the comment says what did not happen.
package func eventually(
    _ comment: Comment,
    within limit: Duration = .seconds(20),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record(comment, sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}
