// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

extension DataplaneReconciler {
    /// Removes what was made for a dataplane, there and here, and lets the object go.
    ///
    /// A dataplane that does not answer is waited for, but not for ever: then what was left behind is said in an event.
    func cleanUp(_ pass: Pass<DataplaneCluster>, _ dataplane: DataplaneCluster) async throws -> PassOutcome {
        guard dataplane.metadata.finalizers.contains(PortolanNames.finalizer) else {
            forget(pass.key)
            return .done
        }
        watch.forget(pass.key)
        let footprint = DataplaneFootprint(dataplane, clusterRules: [])
        do {
            try await removeRemains(of: dataplane, footprint)
            news.say(
                .normal,
                .removed,
                "Delete",
                of: dataplane,
                "what was made in the dataplane is gone, and its tokens with it"
            )
        } catch {
            let explanation = (error as? APIError).map(Self.explain) ?? "\(error)"
            guard let since = dataplane.metadata.deletionTimestamp, pass.now - since >= settings.deletionPatience else {
                try await show(dataplane, "the dataplane still has what was made for it: \(explanation)", pass)
                return .again(after: min(.seconds(10), settings.deletionPatience / 4))
            }
            let names = footprint.parts.filter { !$0.isShared }.map { "\($0.type.kind) \($0.key)" }
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

    /// Removes what was made in the dataplane; what somebody else had made stays.
    private func removeRemains(of dataplane: DataplaneCluster, _ footprint: DataplaneFootprint) async throws {
        // Without a pinned cluster nothing was ever made anywhere.
        guard let uid = dataplane.status.clusterUID else { return }
        if dataplane.status.conditions[ObjectReadiness.stalled]?.reason == "IdentityMismatch" {
            throw LookFailure(.identityMismatch, "another cluster is behind the endpoint")
        }
        let client: KubeClient
        do {
            client = try link(to: dataplane).bootstrap
        } catch let error as Hindered {
            throw error.failure
        }
        let looker = DataplaneLooker(clock: environment.clock, wallClock: environment.wallClock)
        let look = await looker.look(with: client, expecting: uid, access: nil, within: .seconds(5))
        if let failure = look.failure { throw failure }
        let lasting = LastingTokenSecret(dataplane)
        if dataplane.spec.credentials.mode == .serviceAccountSecret {
            try await client.deleteIfThere(lasting.type, lasting.key)
        }
        for part in footprint.parts.reversed() where part.type != CoreV1.Namespace.resourceType {
            // A namespace stays: whatever has moved into it since would go with it.
            if part.isShared { guard try await isOwn(part, dataplane, client) else { continue } }
            try await client.deleteIfThere(part.type, part.key)
        }
    }

    /// Whether a part was made for this very dataplane.
    private func isOwn(
        _ part: DataplaneFootprint.Part,
        _ dataplane: DataplaneCluster,
        _ client: KubeClient
    ) async throws(APIError) -> Bool {
        let present = try await client.findMetadata(part.type, part.key)
        return present?.annotations[DataplaneFootprint.maker] == dataplane.metadata.uid
    }

    /// Removes the credentials here at once, although they would go with their owner: they are worth nothing any more.
    private func removeSecrets(of dataplane: DataplaneCluster, _ pass: Pass<DataplaneCluster>) async throws {
        var keys: [ObjectKey] = []
        if storedCredentials(of: dataplane) != nil {
            keys.append(ObjectKey(namespace: dataplane.metadata.namespace, name: dataplane.credentialsSecretName))
        }
        if let namespace = settings.argoCDNamespace {
            keys.append(ObjectKey(namespace: namespace, name: ArgoCDSecret.name(of: dataplane)))
        }
        let client = environment.client.asking(gate)
        for key in keys { try await client.deleteIfThere(CoreV1.Secret.resourceType, key) }
    }

    /// Says in the status why the object is still there.
    private func show(_ dataplane: DataplaneCluster, _ message: String, _ pass: Pass<DataplaneCluster>) async throws {
        var facts = DataplaneFacts(dataplane, now: pass.now)
        facts.credentials = storedCredentials(of: dataplane)
        facts.hindrance = .waiting(reason: "Deleting", message: message)
        try await pass.writer.applyStatus(facts.status().json)
    }
}

extension DataplaneReconciler.Hindered {
    /// The hindrance as what keeps a deletion waiting.
    fileprivate var failure: LookFailure {
        switch hindrance {
        case .paused: LookFailure(.unreachable, "it is paused")
        case .waiting(_, let message), .stalled(_, let message): LookFailure(.unauthorized, message)
        }
    }
}
