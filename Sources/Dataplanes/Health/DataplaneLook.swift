// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeClient
package import KubeCore

/// A look at a dataplane: what was asked, and what was found.
package struct DataplaneLook: Sendable {
    /// When it ended.
    package let time: Timestamp
    /// How long the server took to say that it is ready, or until the look failed.
    package let latency: Duration
    /// The uid of the cluster's namespace `kube-system`, by which it is known again, or what is wrong.
    package let finding: Result<String, LookFailure>

    package init(time: Timestamp, latency: Duration, finding: Result<String, LookFailure>) {
        self.time = time
        self.latency = latency
        self.finding = finding
    }

    /// What is wrong; nil when nothing is.
    package var failure: LookFailure? {
        if case .failure(let failure) = finding { failure } else { nil }
    }
}

/// Looks at dataplanes: whether the server is ready, whether it knows the credential and is the right one, and whether the
/// credential may do what executions need.
package struct DataplaneLooker: Sendable {
    private let clock: any MonotonicClock
    private let wallClock: WallClock

    package init(clock: any MonotonicClock, wallClock: WallClock) {
        self.clock = clock
        self.wallClock = wallClock
    }

    /// Looks once, for at most so long.
    ///
    /// - Parameters:
    ///   - client: who asks.
    ///   - uid: the cluster that is expected; nil at the first contact.
    ///   - access: what the credential has to be allowed; nil where it is only the bootstrap credential.
    package func look(
        with client: KubeClient,
        expecting uid: String?,
        access: AccessReview?,
        within timeout: Duration
    ) async -> DataplaneLook {
        let start = clock.now
        let end = start.advanced(by: timeout)
        func rest() -> KubeClient { client.impatient(after: max(.milliseconds(1), clock.now.duration(to: end))) }
        var latency = Duration.zero
        let finding: Result<String, LookFailure>
        do throws(LookFailure) {
            try await Self.ask { () async throws(APIError) in try await rest().checkReadiness() }
            latency = start.duration(to: clock.now)
            let found = try await Self.identity(rest())
            if let uid, uid != found {
                throw LookFailure(
                    .identityMismatch,
                    "the cluster at the endpoint is \(found), and \(uid) was registered; to accept the new one, annotate "
                        + "the DataplaneCluster with portolan.dev/accept-cluster=\(found)"
                )
            }
            if let access { try await Self.check(access, rest()) }
            finding = .success(found)
        } catch {
            finding = .failure(error)
        }
        if case .failure = finding { latency = start.duration(to: clock.now) }
        return DataplaneLook(time: wallClock.now, latency: latency, finding: finding)
    }

    private static func identity(_ client: KubeClient) async throws(LookFailure) -> String {
        let namespace = try await ask { () async throws(APIError) in
            try await client.get(
                CoreV1.Namespace.resourceType,
                ObjectKey(name: "kube-system"),
                as: PartialObject.self
            )
        }
        guard !namespace.metadata.uid.isEmpty else {
            throw LookFailure(.serverError, "the namespace kube-system has no uid")
        }
        return namespace.metadata.uid
    }

    private static func check(_ access: AccessReview, _ client: KubeClient) async throws(LookFailure) {
        let answer = try await ask { () async throws(APIError) in try await client.review(access) }
        guard !answer.isAllowed, case .resource(let verb, let resource, _, _, _) = access.access else { return }
        throw LookFailure(.forbidden, "the credential may not \(verb) \(resource)")
    }

    private static func ask<Answer>(
        _ request: () async throws(APIError) -> Answer
    ) async throws(LookFailure) -> Answer {
        do {
            return try await request()
        } catch {
            throw LookFailure(error)
        }
    }
}
