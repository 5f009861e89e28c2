// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import HTTPCore

extension Kubeconfig {
    /// What a context means; without a name, the current one.
    func configuration(
        context name: String?,
        from origin: Origin = .thisMachine
    ) throws(KubeConfigurationError) -> KubeConfiguration {
        guard let name = name ?? currentContext else {
            throw KubeConfigurationError(
                .unknownName,
                in: source,
                field: "current-context",
                "it is missing; \(choices)"
            )
        }
        guard let context = contexts[name] else {
            throw KubeConfigurationError(.unknownName, in: source, "there is no context \"\(name)\"; \(choices)")
        }
        let clusterName = try context.requiredString("cluster")
        guard let cluster = clusters[clusterName] else {
            throw context.error(.unknownName, at: "cluster", "there is no cluster \"\(clusterName)\"")
        }
        if origin == .elsewhere { try cluster.refuse(["certificate-authority"], "a file") }
        var configuration = try cluster.clusterConfiguration(origin: "context \"\(name)\" of \(source)")
        configuration.namespace = try context.string("namespace") ?? "default"
        guard let userName = try context.string("user") else { return configuration }
        guard let user = users[userName] else {
            throw context.error(.unknownName, at: "user", "there is no user \"\(userName)\"")
        }
        if origin == .elsewhere {
            try user.refuse(["client-certificate", "client-key", "tokenFile"], "a file")
            try user.refuse(["exec"], "a program")
        }
        configuration.identity = try user.identity()
        configuration.impersonation = try user.impersonation()
        configuration.credentials = try user.credentials(for: cluster)
        try user.checkThatNothingTravelsInTheClear(configuration)
        return configuration
    }

    /// Who wrote the files.
    enum Origin {
        /// Whoever may write files and run programs here anyway.
        case thisMachine
        /// Anybody.
        case elsewhere
    }

    private var choices: String {
        contexts.isEmpty
            ? "there are no contexts"
            : "there are " + contexts.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    }
}

extension ConfigurationNode {
    /// The server of a `cluster`.
    fileprivate func clusterConfiguration(origin: String) throws(KubeConfigurationError) -> KubeConfiguration {
        var server = try url("server", try requiredString("server"))
        while server.target.hasSuffix("/") { server.target.removeLast() }
        guard !server.target.contains("?") else { throw error(.invalid, at: "server", "a server's URL has no query") }
        guard try !bool("insecure-skip-tls-verify") else {
            let advice = "name the server's authority in certificate-authority-data, or its name in tls-server-name"
            throw error(.refused, at: "insecure-skip-tls-verify", "anybody could pose as the server; \(advice)")
        }
        var configuration = KubeConfiguration(server: server, origin: origin)
        configuration.certificateAuthorities = try material("certificate-authority")
        configuration.serverName = try string("tls-server-name")
        configuration.allowsCompression = try !bool("disable-compression")
        if let proxy = try string("proxy-url") { configuration.proxy = try url("proxy-url", proxy) }
        if case .inline(let authorities) = configuration.certificateAuthorities {
            guard let certificates = try? Certificate.all(inPEM: authorities.exposed), !certificates.isEmpty else {
                throw error(.invalid, at: "certificate-authority-data", "it holds no certificate in PEM")
            }
        }
        return configuration
    }

    private func url(_ key: String, _ text: String) throws(KubeConfigurationError) -> HTTPURL {
        do {
            return try HTTPURL(parsing: text)
        } catch {
            throw self.error(.invalid, at: key, error.description)
        }
    }

    /// Data that stand in the field with `-data` behind its name, or in the file that the field names.
    fileprivate func material(_ key: String) throws(KubeConfigurationError) -> Material? {
        if let bytes = try bytes("\(key)-data") { return .inline(bytes) }
        return try string(key).map { .file(TextFile.resolve($0, against: folder)) }
    }

    fileprivate func identity() throws(KubeConfigurationError) -> KubeConfiguration.Identity? {
        let certificate = try material("client-certificate")
        let privateKey = try material("client-key")
        switch (certificate, privateKey) {
        case (let certificate?, let privateKey?):
            return KubeConfiguration.Identity(certificate: certificate, privateKey: privateKey)
        case (nil, nil): return nil
        case (nil, _): throw error(.invalid, at: "client-certificate", "it is missing, and client-key is there")
        case (_, nil): throw error(.invalid, at: "client-key", "it is missing, and client-certificate is there")
        }
    }

    fileprivate func impersonation() throws(KubeConfigurationError) -> KubeConfiguration.Impersonation? {
        let uid = try string("as-uid")
        let groups = try strings("as-groups")
        let extra = try stringLists("as-user-extra")
        guard let user = try string("as") else {
            guard uid == nil, groups.isEmpty, extra.isEmpty else {
                throw error(.invalid, at: "as", "it is missing: a uid, groups and extras are those of a user")
            }
            return nil
        }
        var impersonation = KubeConfiguration.Impersonation(user: user)
        impersonation.uid = uid
        impersonation.groups = groups
        impersonation.extra = extra
        return impersonation
    }

    /// Refuses what would have this machine read its files or run its programs for somebody else.
    fileprivate func refuse(_ keys: [String], _ what: String) throws(KubeConfigurationError) {
        for key in keys where has(key) {
            throw error(
                .refused,
                at: key,
                "it names \(what) of this machine, which a configuration from elsewhere may not"
            )
        }
    }

    /// Over plain HTTP, credentials go to this machine only.
    fileprivate func checkThatNothingTravelsInTheClear(
        _ configuration: KubeConfiguration
    ) throws(KubeConfigurationError) {
        let host = configuration.server.host
        let isLocal = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        guard configuration.server.scheme == .http, !isLocal else { return }
        if case .none = configuration.credentials { return }
        throw error(
            .refused,
            "the credentials would travel in the clear to \(configuration.server.origin); use https://"
        )
    }
}
