// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography
internal import HTTPCore
package import KubeClient
package import KubeCore

/// What lets Portolan into a dataplane the first time, and again when its own credentials have failed.
package struct BootstrapCredentials: Sendable {
    /// The server, whom to trust, and what to show.
    package let configuration: KubeConfiguration
    /// The certificate authorities of the server, in PEM.
    package let authoritiesPEM: String
    /// What is the same as long as they mean the same, and tells nothing of them.
    package let version: String

    /// Reads a Secret with the keys `token` and `ca.crt`, or with the key `kubeconfig`.
    ///
    /// The endpoint is the DataplaneCluster's own, whatever a kubeconfig names: what is looked after is what stands there.
    package init(_ secret: CoreV1.Secret, endpoint: String) throws(BootstrapProblem) {
        let server = try Self.server(endpoint)
        let source = "Secret \(secret.metadata.key)"
        let configuration: KubeConfiguration
        if let kubeconfig = secret.data["kubeconfig"] {
            guard secret.data["token"] == nil else {
                throw BootstrapProblem("\(source): it has both kubeconfig and token; remove one of them")
            }
            configuration = try Self.configuration(kubeconfig: kubeconfig, server, source)
        } else {
            configuration = try Self.configuration(secret, server, source)
        }
        guard case .inline(let authorities) = configuration.certificateAuthorities else {
            throw BootstrapProblem(
                "\(source): there is no certificate authority, so that anybody could pose as the server"
            )
        }
        self.configuration = configuration
        authoritiesPEM = String(decoding: authorities.exposed, as: UTF8.self)
        var digest = SHA256()
        digest.update(endpoint)
        for (key, value) in secret.data.sorted(by: { $0.key < $1.key }) where Self.keys.contains(key) {
            digest.update("\0\(key)\0")
            digest.update(value.exposed)
        }
        version = Hex.encode(digest.finalize())
    }

    /// The keys that count.
    private static let keys: Set<String> = ["token", "ca.crt", "kubeconfig"]

    private static func server(_ endpoint: String) throws(BootstrapProblem) -> HTTPURL {
        do {
            var url = try HTTPURL(parsing: endpoint)
            guard url.scheme == .https else {
                throw BootstrapProblem("spec.endpoint: \(endpoint) has to begin with https://")
            }
            while url.target.hasSuffix("/") { url.target.removeLast() }
            return url
        } catch let error as BootstrapProblem {
            throw error
        } catch {
            throw BootstrapProblem("spec.endpoint: \(error)")
        }
    }

    private static func configuration(
        kubeconfig: Secret<[UInt8]>,
        _ server: HTTPURL,
        _ source: String
    ) throws(BootstrapProblem) -> KubeConfiguration {
        var configuration: KubeConfiguration
        do {
            configuration = try KubeConfiguration.kubeconfig(kubeconfig.exposed, name: "\(source), key kubeconfig")
        } catch {
            throw BootstrapProblem("\(error)")
        }
        guard configuration.proxy == nil else {
            throw BootstrapProblem(
                "\(source): its kubeconfig names a proxy, which would be a way around the rules for endpoints"
            )
        }
        if case .password = configuration.credentials {
            throw BootstrapProblem(
                "\(source): its kubeconfig has a password, which API servers have not accepted since 1.19"
            )
        }
        if case .none = configuration.credentials, configuration.identity == nil {
            throw BootstrapProblem("\(source): its kubeconfig has neither a token nor a client certificate")
        }
        configuration.server = server
        return configuration
    }

    private static func configuration(
        _ secret: CoreV1.Secret,
        _ server: HTTPURL,
        _ source: String
    ) throws(BootstrapProblem) -> KubeConfiguration {
        guard let token = secret.data["token"] else {
            throw BootstrapProblem("\(source): it has neither the key token (with ca.crt) nor the key kubeconfig")
        }
        guard let authorities = secret.data["ca.crt"] else {
            throw BootstrapProblem(
                "\(source): the key ca.crt is missing; it holds the authority of the server's certificate"
            )
        }
        guard let certificates = try? Certificate.all(inPEM: authorities.exposed), !certificates.isEmpty else {
            throw BootstrapProblem("\(source): the key ca.crt holds no certificate in PEM")
        }
        var configuration = KubeConfiguration(server: server, origin: source)
        configuration.certificateAuthorities = .inline(authorities)
        configuration.credentials = .token(try BearerText(token, "\(source): the key token").secret)
        return configuration
    }
}

/// A token as it goes into a header field.
package struct BearerText {
    /// Without the newline that editors and `echo` leave behind, with which every request would fail.
    package let secret: Secret<String>

    /// Reads a token, of which nothing but white space at its ends may be wrong.
    package init(_ bytes: Secret<[UInt8]>, _ source: String) throws(BootstrapProblem) {
        let text = String(decoding: bytes.exposed, as: UTF8.self)
        let token = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard !token.isEmpty else { throw BootstrapProblem("\(source) is empty") }
        guard token.allSatisfy({ $0.isASCII && $0 > " " && $0 < "\u{7F}" }) else {
            throw BootstrapProblem("\(source) is no token: it has characters that no token has")
        }
        secret = Secret(String(token))
    }
}
