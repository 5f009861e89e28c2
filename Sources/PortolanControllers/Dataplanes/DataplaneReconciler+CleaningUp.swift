// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

extension DataplaneReconciler {
    /// Nobody has looked at the dataplane yet; when somebody has, there is another pass.
    private struct Unseen: Error {}

    /// Removes what was made for a dataplane, there and here, and lets the object go.
    ///
    /// A dataplane that does not answer is asked for nothing until it does, but not for ever: then what was left behind is
    /// said in an event.
    func cleanUp(_ pass: Pass<DataplaneCluster>, _ dataplane: DataplaneCluster) async throws -> PassOutcome {
        guard dataplane.metadata.finalizers.contains(PortolanNames.finalizer) else {
            forget(pass.key)
            return .done
        }
        guard !dataplane.isPaused else {
            forget(pass.key)
            try await show(dataplane, .paused, pass)
            return .done
        }
        let footprint = DataplaneFootprint(dataplane, clusterRules: [])
        do {
            let note = try await removeRemains(of: dataplane, footprint)
            if let note { news.say(.normal, .removed, "Delete", of: dataplane, note) }
        } catch is Unseen {
            return .again(after: .seconds(10))
        } catch {
            let explanation = DataplaneProblem(error, desk[pass.key]?.link)
            guard let since = dataplane.metadata.deletionTimestamp, pass.now - since >= settings.deletionPatience else {
                let message = "the dataplane still has what was made for it: \(explanation)"
                // That another cluster is there must not be forgotten, or credentials would be sent to it.
                let hindrance = (error as? Hindered)?.hindrance ?? .waiting(reason: "Deleting", message: message)
                try await show(dataplane, hindrance, pass)
                return .again(after: min(.seconds(10), settings.deletionPatience / 4))
            }
            var names = footprint.parts.filter { !$0.isShared }.map { "\($0.type.kind) \($0.key)" }
            if storedCredentials(of: dataplane)?.isAnchored == true {
                names.append("Secret \(TokenSecret.anchor(dataplane).key)")
            }
            let note =
                "the dataplane has not answered (\(explanation)); left there: \(names.joined(separator: ", ")), and "
                + "ServiceAccount \(dataplane.spec.credentials.serviceAccount) with its tokens"
            news.say(.warning, .leftBehind, "Delete", of: dataplane, note)
        }
        try await removeSecrets(of: dataplane, pass)
        try await pass.writer.removeFinalizer(PortolanNames.finalizer)
        forget(pass.key)
        return .done
    }

    /// Removes what was made in the dataplane, and says so; what somebody else had made stays.
    private func removeRemains(of dataplane: DataplaneCluster, _ footprint: DataplaneFootprint) async throws -> String?
    {
        // Without a pinned cluster nothing was ever made anywhere.
        guard let uid = dataplane.status.clusterUID else { return nil }
        let (link, look) = try seen(dataplane)
        if let failure = look.failure, !failure.isAboutAccess {
            throw failure.reason == .identityMismatch ? quarantine(dataplane, link, failure) : failure
        }
        let key = dataplane.metadata.key
        do {
            return try await watch.whileAnswering(key) {
                try await removeParts(of: dataplane, footprint, link, uid)
            }
        } catch let error as Hindered {
            throw error
        } catch {
            // Cancelled because it has stopped to answer meanwhile, which is what there is to say.
            guard let failure = watch.report(of: key)?.failure, !failure.isAboutAccess else { throw error }
            throw failure
        }
    }

    /// The way to a dataplane that is to be removed, and what was found there the last time.
    private func seen(_ dataplane: DataplaneCluster) throws -> (DataplaneLink, DataplaneLook) {
        let key = dataplane.metadata.key
        var facts = DataplaneFacts(dataplane, now: environment.wallClock.now)
        facts.credentials = storedCredentials(of: dataplane)
        facts.settlement = desk[key]?.settlement
        let link: DataplaneLink
        do {
            link = try self.link(to: dataplane, &facts)
        } catch let error as Hindered {
            throw LookFailure(.unauthorized, error.message)
        }
        try checkQuarantine(dataplane, link)
        // Portolan's own token is about to end, and would be refused where only the user's is of use.
        link.use(nil)
        startLooking(key, dataplane, link, facts)
        guard let look = watch.report(of: key)?.look else { throw Unseen() }
        return (link, look)
    }

    private func removeParts(
        of dataplane: DataplaneCluster,
        _ footprint: DataplaneFootprint,
        _ link: DataplaneLink,
        _ uid: String
    ) async throws -> String {
        let client = link.bootstrap
        let look = await looker.look(with: client, expecting: uid, access: nil, within: settings.requestTimeout)
        if let failure = look.failure {
            throw failure.reason == .identityMismatch ? quarantine(dataplane, link, failure) : failure
        }
        try await removeLastingToken(of: dataplane, client)
        var areTokensGone = true
        for part in footprint.parts.reversed() where part.type != CoreV1.Namespace.resourceType {
            // A namespace stays: whatever has moved into it since would go with it.
            if part.isShared, let present = try await client.findMetadata(part.type, part.key),
                !DataplaneFootprint.isOwn(present, dataplane)
            {
                areTokensGone = try await revokeTokens(of: dataplane, client)
                continue
            }
            try await client.deleteIfThere(part.type, part.key)
        }
        guard !areTokensGone else { return "what was made in the dataplane is gone, and its tokens with it" }
        let end =
            storedCredentials(of: dataplane)?.expiresAt.map { ", where the last one ends at \($0.formatted())" } ?? ""
        return "what was made in the dataplane is gone; ServiceAccount \(dataplane.spec.credentials.serviceAccount) is "
            + "somebody else's and stays, and so do its tokens, which may do nothing of Portolan's any more\(end)"
    }

    /// Removes the Secret of a token that lasts, which may be one of before the mode was changed.
    private func removeLastingToken(of dataplane: DataplaneCluster, _ client: KubeClient) async throws {
        let lasting = TokenSecret.lasting(dataplane)
        do throws(APIError) {
            try await client.deleteIfThere(lasting.type, lasting.key)
        } catch {
            // Whoever never needed one need not be allowed to remove it.
            guard error.isForbidden, dataplane.spec.credentials.mode == .tokenRequest else { throw error }
        }
    }

    /// Revokes the tokens of a service account that stays, where they are bound to something that goes.
    private func revokeTokens(of dataplane: DataplaneCluster, _ client: KubeClient) async throws -> Bool {
        let anchor = TokenSecret.anchor(dataplane)
        do throws(APIError) {
            try await client.deleteIfThere(anchor.type, anchor.key)
        } catch {
            // Whoever may not remove it could not make it.
            guard error.isForbidden else { throw error }
            return false
        }
        return storedCredentials(of: dataplane)?.isAnchored == true
    }

    /// Removes the credentials here at once, although they would go with their owner: they are worth nothing any more.
    private func removeSecrets(of dataplane: DataplaneCluster, _ pass: Pass<DataplaneCluster>) async throws {
        if let own = secrets.snapshot[dataplane.credentialsSecretKey], isOwn(own.metadata, dataplane) {
            try await pass.writer.delete(CoreV1.Secret.resourceType, own.metadata)
        }
        guard let namespace = settings.argoCDNamespace else { return }
        let key = ObjectKey(namespace: namespace, name: ArgoCDSecret.name(of: dataplane))
        let present = try await environment.client.findMetadata(CoreV1.Secret.resourceType, key)
        guard let present, ArgoCDSecret.isOwn(present, of: dataplane) else { return }
        try await pass.writer.delete(CoreV1.Secret.resourceType, present)
    }

    /// Says in the status why the object is still there.
    private func show(
        _ dataplane: DataplaneCluster,
        _ hindrance: DataplaneFacts.Hindrance,
        _ pass: Pass<DataplaneCluster>
    ) async throws {
        var facts = DataplaneFacts(dataplane, now: pass.now)
        facts.credentials = storedCredentials(of: dataplane)
        facts.hindrance = hindrance
        try await pass.writer.applyStatus(facts.status().json)
    }
}
