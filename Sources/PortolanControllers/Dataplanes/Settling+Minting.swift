// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI
internal import Telemetry

/// A token was made, and does not do what it was made for.
struct UnprovenToken: Error, CustomStringConvertible {
    let failure: LookFailure

    var description: String { "a new token was made and does not work, so the old one stays: \(failure.message)" }
}

/// A token that lasts was asked for, and is not there yet.
struct TokenNotReady: Error, CustomStringConvertible {
    let secret: ObjectKey

    var description: String { "the dataplane has not put a token into Secret \(secret) yet" }
}

/// Argo CD has a cluster of the same name that Portolan did not make.
struct ArgoCDConflict: Error, CustomStringConvertible {
    let secret: ObjectKey

    var description: String { "Secret \(secret) is somebody else's; remove it, and Argo CD gets the dataplane" }
}

extension Settling {
    /// Whether credentials are to be made now.
    func isMintingDue(_ facts: DataplaneFacts) -> Bool {
        guard link.isMinted, let credentials = facts.credentials,
            reconciler.isFitting(credentials, dataplane, link)
        else { return true }
        return credentials.renewal(of: dataplane.metadata.name)?.isDue(at: environment.wallClock.now) ?? false
    }

    /// Makes credentials, proves them, writes them where they are looked for, and only then goes on with them.
    ///
    /// The old ones stay good until they end: whoever still uses them is not cut off.
    func mint(_ privileges: LeastPrivilege, _ facts: inout DataplaneFacts) async throws {
        do {
            let made = try await makeToken(facts)
            try await prove(made.token, privileges)
            let credentials = MintedCredentials(
                token: made.token,
                authoritiesPEM: link.authoritiesPEM,
                endpoint: link.endpoint,
                serviceAccount: dataplane.spec.credentials.serviceAccount,
                clusterUID: clusterUID,
                issuedAt: made.issuedAt,
                expiresAt: made.expiresAt,
                lineage: made.isByOld ? facts.credentials.flatMap { lineage(after: $0) } : nil,
                isAnchored: made.isAnchored
            )
            try await write(credentials)
            link.use(made.token)
            facts.credentials = credentials
            announceMinting(credentials)
        } catch {
            // What was cancelled did not fail.
            guard !Task.isCancelled else { throw error }
            reconciler.meter.failedToMint()
            news.say(.warning, .credentialsNotMinted, "Mint", of: dataplane, "\(DataplaneProblem(error, link))")
            throw error
        }
        try await tellArgoCD(facts)
    }

    /// The lineage that a new token continues: those who have the old one get in where the new one does.
    private func lineage(after old: MintedCredentials) -> String? {
        reconciler.isFitting(old, dataplane, link) ? old.lineage : nil
    }

    private func write(_ credentials: MintedCredentials) async throws {
        let secret = credentials.secret(of: dataplane, owner: pass.writer.ownerReference)
        try await pass.writer.apply(CoreV1.Secret.resourceType, secret)
    }

    /// Writes the Secret again in which somebody has changed what its readers depend on.
    func repairSecret(_ facts: DataplaneFacts) async throws {
        guard let credentials = facts.credentials,
            let secret = reconciler.secrets.snapshot[dataplane.credentialsSecretKey],
            !credentials.isWhole(in: secret, of: dataplane)
        else { return }
        try await write(credentials)
    }

    /// Gives Argo CD the credentials, too, unless a Secret of the name is somebody else's.
    private func tellArgoCD(_ facts: DataplaneFacts) async throws {
        guard let namespace = settings.argoCDNamespace, let credentials = facts.credentials else { return }
        let secret = ArgoCDSecret(credentials, of: dataplane, in: namespace)
        let present = try await environment.client.findMetadata(CoreV1.Secret.resourceType, secret.key)
        if let present, !ArgoCDSecret.isOwn(present, of: dataplane) { throw ArgoCDConflict(secret: secret.key) }
        try await pass.writer.apply(CoreV1.Secret.resourceType, secret.object)
    }

    private func announceMinting(_ credentials: MintedCredentials) {
        let isFirst = dataplane.status.credentials == nil
        reconciler.meter.minted(dataplane.metadata.key, expiresAt: credentials.expiresAt)
        let end = credentials.expiresAt.map { ", good until \($0.truncatedToSeconds.formatted())" } ?? ", which lasts"
        let note = "a token of \(credentials.serviceAccount) in Secret \(dataplane.credentialsSecretName)\(end)"
        news.say(.normal, isFirst ? .registered : .credentialsMinted, "Mint", of: dataplane, note)
        environment.logger.info("minted credentials", ["dataplane": "\(dataplane.metadata.key)"])
    }
}

// How tokens are made

extension Settling {
    private struct Token {
        let token: Secret<String>
        let issuedAt: Timestamp
        let expiresAt: Timestamp?
        /// Whether the token before it made it, and so is good.
        var isByOld = false
        var isAnchored = false
    }

    private func makeToken(_ facts: DataplaneFacts) async throws -> Token {
        switch dataplane.spec.credentials.mode {
        case .tokenRequest: try await requestToken(facts)
        case .serviceAccountSecret: try await lastingToken()
        }
    }

    /// A token that ends: asked for with the present one, or with the bootstrap credentials where that does not do.
    private func requestToken(_ facts: DataplaneFacts) async throws -> Token {
        var request = TokenRequest(lifetime: Duration(parsing: dataplane.spec.credentials.ttl))
        request.boundObject = await anchor(facts)
        let account = dataplane.spec.credentials.serviceAccount
        let issuedAt = environment.wallClock.now
        let issued: IssuedToken
        var isByOld = link.isMinted
        do throws(APIError) {
            issued = try await link.client.token(of: account, request)
        } catch {
            guard link.isMinted, error.isUnauthorized || error.isForbidden else { throw error }
            isByOld = false
            issued = try await link.bootstrap.token(of: account, request)
        }
        let end = UnverifiedToken(issued.token).end(granted: issued.expiration, receivedAt: issuedAt)
        let isAnchored = request.boundObject != nil
        return Token(token: issued.token, issuedAt: issuedAt, expiresAt: end, isByOld: isByOld, isAnchored: isAnchored)
    }

    /// What a token is bound to, so that it can be revoked; nil where it goes with its account, or where the bootstrap
    /// credentials may not make anything to bind it to: then it ends by itself.
    private func anchor(_ facts: DataplaneFacts) async -> ObjectReference? {
        guard facts.settlement?.isAccountOwn == false else { return nil }
        let anchor = TokenSecret.anchor(dataplane)
        do throws(APIError) {
            try await make(anchor)
            return anchor.reference
        } catch {
            // Made before, perhaps; the bootstrap credentials may be gone long since.
            return facts.credentials?.isAnchored == true ? anchor.reference : nil
        }
    }

    private func make(_ secret: TokenSecret) async throws(APIError) {
        let options = ApplyOptions(fieldManager: PortolanNames.fieldManager, isForced: true)
        try await link.bootstrap.apply(secret.type, secret.key, secret.intent, options, as: PartialObject.self)
    }

    /// A token that lasts, which the dataplane puts into a Secret that is made for it.
    private func lastingToken() async throws -> Token {
        let secret = TokenSecret.lasting(dataplane)
        try await make(secret)
        for _ in 1...10 {
            let made = try await link.bootstrap.get(CoreV1.Secret.self, secret.key)
            if let bytes = made.data["token"], !bytes.exposed.isEmpty {
                let token = try BearerText(bytes, "Secret \(secret.key) in the dataplane: the key token")
                return Token(token: token.secret, issuedAt: environment.wallClock.now, expiresAt: nil)
            }
            try await environment.clock.sleep(for: .milliseconds(200))
        }
        throw TokenNotReady(secret: secret.key)
    }

    /// Tries a token before anybody depends on it; rights that were granted a moment ago may take another to be known.
    private func prove(_ token: Secret<String>, _ privileges: LeastPrivilege) async throws {
        var failure: LookFailure?
        for attempt in 1...10 {
            if attempt > 1 { try await environment.clock.sleep(for: .milliseconds(200)) }
            let look = await reconciler.looker.look(
                with: link.trying(token),
                expecting: clusterUID,
                access: privileges.essentialAccess,
                within: settings.requestTimeout
            )
            failure = look.failure
            guard let reason = failure?.reason, reason == .unauthorized || reason == .forbidden else { break }
        }
        if let failure { throw UnprovenToken(failure: failure) }
    }
}
