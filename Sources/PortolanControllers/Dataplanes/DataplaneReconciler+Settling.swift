// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

extension DataplaneReconciler {
    /// Compares what is in the dataplane with what should be there, and mints credentials where it is time.
    func settle(
        _ pass: Pass<DataplaneCluster>,
        _ dataplane: DataplaneCluster,
        _ link: DataplaneLink,
        _ look: DataplaneLook,
        _ facts: inout DataplaneFacts
    ) async -> Work {
        let isRefused = look.failure?.reason == .unauthorized && link.isMinted
        if isRefused {
            link.use(nil)
            let note = "the dataplane does not know the token any more; going back to the bootstrap credentials"
            news.say(.warning, .bootstrapFallback, "Mint", of: dataplane, note)
        }
        // Whoever does not answer is asked for nothing; whoever refuses may do so because something is missing there.
        let isAnswering = look.failure == nil || look.failure?.reason == .forbidden || isRefused
        guard isAnswering, let uid = facts.clusterUID else { return .ended(.done) }
        do {
            let now = environment.clock.now
            let isDue =
                facts.settlement?.isDue(
                    generation: dataplane.metadata.generation,
                    at: now,
                    every: settings.repairInterval
                ) ?? true
            if isDue || look.failure != nil {
                facts.settlement = try await furnish(dataplane, link)
                desk.settled(pass.key, facts.settlement)
            }
            if let privileges = facts.settlement?.privileges, isMintingDue(dataplane, link, facts) {
                try await mint(pass, dataplane, link, uid, privileges, &facts)
            }
            if isDue || isRefused { try await review(dataplane, link, &facts) }
            if look.failure != nil { watch.lookNow(pass.key) }
            return .ended(next(dataplane, facts))
        } catch {
            let explanation = (error as? APIError).map(Self.explain) ?? "\(error)"
            facts.mintingProblem = explanation
            return .ended(.done, error)
        }
    }

    /// When the next pass is due although nothing happens.
    private func next(_ dataplane: DataplaneCluster, _ facts: DataplaneFacts) -> PassOutcome {
        var random = environment.random
        let isWhole = facts.settlement.map { $0.privileges.missing.isEmpty && $0.lacking.isEmpty } ?? false
        var wait = (isWhole ? settings.repairInterval : min(settings.repairInterval, .seconds(20))).jittered(
            using: &random
        )
        if let renewal = facts.credentials?.renewal(of: dataplane.metadata.name) {
            wait = min(wait, max(.milliseconds(10), renewal.renewAt - environment.wallClock.now))
        }
        return .again(after: wait)
    }

    /// What a server said, as far as it may be repeated: the words of a Kubernetes API server, and no others.
    static func explain(_ error: APIError) -> String {
        guard let status = error.status, status.code > 0, !status.reason.text.isEmpty, !status.message.isEmpty else {
            return LookFailure(error).message
        }
        return "\(error.operation): \(status.code) \(status.reason): \(status.message.prefix(300))"
    }
}

// What is made in a dataplane

extension DataplaneReconciler {
    /// Makes the service account and its roles, or repairs them.
    private func furnish(_ dataplane: DataplaneCluster, _ link: DataplaneLink) async throws -> Settlement {
        let discovery = try await link.client.discovery()
        let version = try await link.client.version()
        let privileges = try LeastPrivilege(dataplane.spec, discovery)
        var settlement = Settlement(
            generation: dataplane.metadata.generation,
            at: environment.clock.now,
            version: version.gitVersion,
            privileges: privileges
        )
        let footprint = DataplaneFootprint(dataplane, clusterRules: privileges.clusterRules)
        do throws(APIError) {
            for part in footprint.parts { try await make(part, for: dataplane, link.bootstrap) }
        } catch {
            guard link.isMinted, error.isUnauthorized || error.isForbidden else { throw error }
            // Portolan's own token works; what cannot be repaired hurts nobody yet.
            let explanation = Self.explain(error)
            settlement.bootstrapProblem = "the bootstrap credentials are of no use any more: \(explanation)"
        }
        if desk[dataplane.metadata.key]?.settlement == nil { try await warnOfPower(dataplane, link) }
        return settlement
    }

    private func make(
        _ part: DataplaneFootprint.Part,
        for dataplane: DataplaneCluster,
        _ client: KubeClient
    ) async throws(APIError) {
        guard part.isShared else {
            let options = ApplyOptions(fieldManager: PortolanNames.fieldManager, isForced: true)
            try await client.apply(part.type, part.key, part.intent, options, as: PartialObject.self)
            return
        }
        guard try await client.findMetadata(part.type, part.key) == nil else { return }
        var new = part.intent
        new.setMetadata("annotations", [DataplaneFootprint.maker: .string(dataplane.metadata.uid)])
        do {
            try await client.create(part.type, namespace: part.key.namespace, new, as: PartialObject.self)
        } catch {
            // Somebody else was faster, and it is theirs.
            guard error.isAlreadyExists else { throw error }
        }
    }

    /// Says when the bootstrap credential is more than it needs to be.
    private func warnOfPower(_ dataplane: DataplaneCluster, _ link: DataplaneLink) async throws {
        let everything = AccessReview(.resource(verb: "*", GroupResource(group: "*", resource: "*")))
        guard let answer = try? await link.bootstrap.review(everything), answer.isAllowed else { return }
        let note =
            "the bootstrap credentials may do everything in the dataplane, which is more than they are needed for; "
            + "Examples/dataplanes/bootstrap.yaml has a role that is enough"
        news.say(.warning, .bootstrapTooPowerful, "Register", of: dataplane, note)
    }

    /// Asks the dataplane whether the credential may do what executions need.
    private func review(
        _ dataplane: DataplaneCluster,
        _ link: DataplaneLink,
        _ facts: inout DataplaneFacts
    ) async throws {
        guard var settlement = facts.settlement, link.isMinted else { return }
        settlement.lacking = []
        for payload in settlement.privileges.payloads {
            for verb in LeastPrivilege.payloadVerbs {
                let answer = try await link.client.review(AccessReview(.resource(verb: verb, payload)))
                if !answer.isAllowed { settlement.lacking.append("\(verb) \(payload)") }
            }
        }
        facts.settlement = settlement
        desk.settled(dataplane.metadata.key, settlement)
    }
}
