// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// The work of one pass in a dataplane that answers: it makes or repairs what should be there, and mints credentials where
/// it is time.
struct Settling: Sendable {
    let reconciler: DataplaneReconciler
    let pass: Pass<DataplaneCluster>
    let dataplane: DataplaneCluster
    let link: DataplaneLink
    /// The cluster that was found, which is the one that was registered.
    let clusterUID: String

    var environment: RuntimeEnvironment { reconciler.environment }
    var settings: DataplaneSettings { reconciler.settings }
    var news: DataplaneNews { reconciler.news }

    /// Does what there is to do; `failure` is why Portolan's own token was refused.
    func run(_ failure: LookFailure?, _ facts: inout DataplaneFacts) async throws {
        if let failure { try await fallBack(failure) }
        let isDue =
            facts.settlement?.isDue(
                generation: dataplane.metadata.generation,
                at: environment.clock.now,
                every: settings.repairInterval
            ) ?? true
        let isAsked = isDue || failure != nil || dataplane.hasWish
        if isAsked {
            // With a token that is refused nothing is found out, not even what there is.
            facts.settlement = try await furnish(with: failure == nil ? link.client : link.bootstrap)
            reconciler.desk.settled(pass.key, facts.settlement)
        }
        if let privileges = facts.settlement?.privileges {
            if failure?.reason == .unauthorized || isMintingDue(facts) {
                try await mint(privileges, &facts)
            } else {
                try await repairSecret(facts)
            }
        }
        if isAsked { try await review(&facts) }
        if failure != nil { reconciler.watch.lookNow(pass.key) }
    }

    /// Makes sure, with the user's credentials, that whoever refuses Portolan's is still the cluster that was registered.
    private func fallBack(_ failure: LookFailure) async throws {
        let look = await reconciler.looker.look(
            with: link.bootstrap,
            expecting: dataplane.expectedClusterUID,
            access: nil,
            within: settings.requestTimeout
        )
        if let failure = look.failure {
            guard failure.reason != .identityMismatch else { throw reconciler.quarantine(dataplane, link, failure) }
            throw failure
        }
        guard failure.reason == .unauthorized else { return }
        let note = "the dataplane does not know the token any more; going back to the bootstrap credentials"
        news.say(.warning, .bootstrapFallback, "Mint", of: dataplane, note)
    }
}

// What is made in a dataplane

extension Settling {
    /// Makes the service account and its roles, or repairs them.
    private func furnish(with client: KubeClient) async throws -> Settlement {
        let discovery = try await client.discovery()
        let version = try await client.version()
        let privileges = try LeastPrivilege(dataplane.spec, discovery)
        var settlement = Settlement(
            generation: dataplane.metadata.generation,
            at: environment.clock.now,
            version: version.gitVersion,
            privileges: privileges
        )
        let footprint = DataplaneFootprint(dataplane, clusterRules: privileges.clusterRules)
        do throws(APIError) {
            for part in footprint.parts {
                let isOwn = try await make(part)
                if part.type == CoreV1.ServiceAccount.resourceType { settlement.isAccountOwn = isOwn }
            }
        } catch {
            guard link.isMinted, error.isUnauthorized || error.isForbidden else { throw error }
            // Portolan's own token works; what cannot be repaired hurts nobody yet.
            let problem = DataplaneProblem(error, link)
            settlement.bootstrapProblem = "the bootstrap credentials are of no use any more: \(problem)"
        }
        if reconciler.desk[pass.key]?.settlement == nil { await warnOfPower() }
        return settlement
    }

    /// Makes or repairs a part, and says whether it is the dataplane's own.
    private func make(_ part: DataplaneFootprint.Part) async throws(APIError) -> Bool {
        let client = link.bootstrap
        guard part.isShared else {
            let options = ApplyOptions(fieldManager: PortolanNames.fieldManager, isForced: true)
            try await client.apply(part.type, part.key, part.intent, options, as: PartialObject.self)
            return true
        }
        if let present = try await client.findMetadata(part.type, part.key) {
            return DataplaneFootprint.isOwn(present, dataplane)
        }
        var new = part.intent
        new.setMetadata("annotations", [DataplaneFootprint.maker: .string(dataplane.metadata.uid)])
        do {
            try await client.create(part.type, namespace: part.key.namespace, new, as: PartialObject.self)
            return true
        } catch {
            // Somebody else was faster, and it is theirs.
            guard error.isAlreadyExists else { throw error }
            return false
        }
    }

    /// Says when the bootstrap credential is more than it needs to be.
    private func warnOfPower() async {
        let everything = AccessReview(.resource(verb: "*", GroupResource(group: "*", resource: "*")))
        guard let answer = try? await link.bootstrap.review(everything), answer.isAllowed else { return }
        let note =
            "the bootstrap credentials may do everything in the dataplane, which is more than they are needed for; "
            + "Examples/dataplanes/bootstrap.yaml has a role that is enough"
        news.say(.warning, .bootstrapTooPowerful, "Register", of: dataplane, note)
    }

    /// Asks the dataplane whether the credential may do what executions need.
    private func review(_ facts: inout DataplaneFacts) async throws {
        guard var settlement = facts.settlement, link.isMinted else { return }
        settlement.lacking = []
        for payload in settlement.privileges.payloads {
            for verb in LeastPrivilege.payloadVerbs {
                let answer = try await link.client.review(AccessReview(.resource(verb: verb, payload)))
                if !answer.isAllowed { settlement.lacking.append("\(verb) \(payload)") }
            }
        }
        facts.settlement = settlement
        reconciler.desk.settled(pass.key, settlement)
    }
}
