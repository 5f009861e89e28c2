// SPDX-License-Identifier: Apache-2.0

import Testing

/// Lets a test fail on the embedded server, and nowhere else: where it differs from a real one, and means to.
struct KnownDifference: TestTrait, TestScoping {
    typealias Body = @Sendable @concurrent () async throws -> Void

    let reason: String

    func provideScope(for test: Test, testCase: Test.Case?, performing function: Body) async throws {
        guard case .embedded = Target.current else { return try await function() }
        await withKnownIssue("\(reason)", isIntermittent: true) { try await function() }
    }
}

extension Trait where Self == KnownDifference {
    /// The embedded server differs from a real one in this way, and means to.
    static func differs(_ reason: String) -> Self { Self(reason: reason) }
}
