// SPDX-License-Identifier: Apache-2.0

import Testing

/// Where the embedded server is known to differ from a real one: it is to become empty.
///
/// What stands here may fail on the embedded server, and on no other; everything else must hold on all of them.
enum KnownDifferences {
    /// Rows of the tables of refusals, by their names: most of them say the same in other words.
    static let refusals: Set<String> = [
        "a specification that is a text",
        "a deployment with a strategy that is none",
        "another namespace",
        "fields that are there twice",
        "another uid, by operations",
        "a finalizer on what goes",
        "another uid",
        "a string where an object belongs",
        "a key that is there twice",
        "no YAML",
        "no version that is stored",
        "a registry secret with a file that is no JSON",
        "a finalizer without a domain",
        "a namespace with a dot",
        "a media type that nobody writes",
        "an owner without a name",
        "two owners that answer for it",
        "a group that is not there",
        "a path that is not there",
        "an owner of a kind that owns nothing",
        "a budget with both numbers",
        "an event of the new kind without what it needs",
        "a token that is none",
        "a review of two things",
    ]

    /// Runs what may fail on the embedded server.
    static func allow(_ body: () async throws -> Void) async {
        await withKnownIssue("the embedded server is known to differ", isIntermittent: true) { try await body() }
    }
}

/// Lets a test fail on the embedded server, and nowhere else.
struct KnownDifference: TestTrait, TestScoping {
    typealias Body = @Sendable @concurrent () async throws -> Void

    let reason: String

    func provideScope(for test: Test, testCase: Test.Case?, performing function: Body) async throws {
        guard case .embedded = Target.current else { return try await function() }
        await KnownDifferences.allow { try await function() }
    }
}

extension Trait where Self == KnownDifference {
    /// The embedded server is known to differ from a real one in this way.
    static func differs(_ reason: String) -> Self { Self(reason: reason) }
}
