// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography
internal import KubeClient
internal import KubeCore
package import KubeRuntime
internal import PortolanAPI
internal import Synchronization
internal import Telemetry

/// Lets those in whom the API server knows and who may ask: `create` of `workflowexecutions/route` in the namespace.
///
/// The API server's words are remembered for a while, by a digest of the token. While it is away, a yes that has grown
/// old is still good for some time, so that routing survives it; a new caller has to wait.
package final class AccessGuard: Sendable {
    /// For how long the API server's words are good.
    package struct Policy: Sendable {
        /// A yes.
        package var yes = Duration.seconds(60)
        /// A no, which somebody may be about to mend.
        package var no = Duration.seconds(10)
        /// A yes while the API server is away, on top.
        package var grace = Duration.seconds(600)
        /// How many words are remembered.
        package var capacity = 10_000

        /// A minute for a yes, ten seconds for a no, ten minutes more while the API server is away.
        package init() {}
    }

    private struct Question: Hashable, Sendable {
        /// SHA-256 of the token.
        let digest: [UInt8]
        let namespace: String
    }

    fileprivate struct Word: Sendable {
        let refusal: Problem?
        let isFreshUntil: ContinuousClock.Instant
    }

    private let environment: RuntimeEnvironment
    private let policy: Policy
    private let words: Mutex<ExpiringCache<Question, Word>>
    private let flights = SingleFlight<Question, Word>()
    private let reviews: Labeled<Counter>

    /// A guard who has asked nothing yet.
    package init(_ environment: RuntimeEnvironment, _ policy: Policy = Policy()) {
        self.environment = environment
        self.policy = policy
        words = Mutex(ExpiringCache(capacity: policy.capacity))
        reviews = environment.metrics.counter(
            "portolan_routing_access_reviews_total",
            help: "How often the API server was asked about a caller of the routing service, by its answer.",
            labels: ["answer"]
        )
    }

    /// Returns if whoever shows the token may ask about a namespace.
    package func admit(_ token: Secret<String>?, to namespace: String) async throws(Problem) {
        guard let token else { throw .unauthorized("a bearer token is needed") }
        var hash = SHA256()
        hash.update(token.exposed)
        let question = Question(digest: hash.finalize(), namespace: namespace)
        let known = words.withLock { $0.value(for: question, at: environment.clock.now) }
        if let known, environment.clock.now < known.isFreshUntil { return try known.speak() }
        do {
            try await flights.value(for: question) { try await self.ask(question, token) }.speak()
        } catch let problem as Problem {
            throw problem
        } catch {
            // An old yes is better than no answer at all; an old no is not.
            if let known, known.refusal == nil { return }
            throw .unavailable("the API server, which knows who may ask, cannot be reached")
        }
    }

    private func ask(_ question: Question, _ token: Secret<String>) async throws -> Word {
        let refusal: Problem?
        do {
            refusal = try await review(token, question.namespace)
        } catch {
            reviews.with("error").increment()
            environment.logger.room("routing").warning("cannot ask who may route", error: error)
            throw error
        }
        reviews.with(refusal == nil ? "yes" : "no").increment()
        let now = environment.clock.now
        let word = Word(refusal: refusal, isFreshUntil: now + (refusal == nil ? policy.yes : policy.no))
        let end = word.isFreshUntil + (refusal == nil ? policy.grace : .zero)
        words.withLock { $0.set(word, for: question, until: end, at: now) }
        return word
    }

    private func review(_ token: Secret<String>, _ namespace: String) async throws -> Problem? {
        let identity = try await environment.client.review(TokenReview(token: token))
        guard identity.isAuthenticated else { return .unauthorized("the token is not good") }
        let access = AccessReview.Access.resource(
            verb: "create",
            GroupResource(group: GroupVersion.portolan.group, resource: "workflowexecutions"),
            namespace: namespace,
            subresource: Subresource("route")
        )
        let answer = try await environment.client.review(AccessReview(access, by: identity.user))
        guard !answer.isAllowed else { return nil }
        return .forbidden(
            "user \"\(identity.user.username)\" may not create workflowexecutions/route in namespace \"\(namespace)\""
        )
    }
}

extension AccessGuard.Word {
    fileprivate func speak() throws(Problem) {
        if let refusal { throw refusal }
    }
}
