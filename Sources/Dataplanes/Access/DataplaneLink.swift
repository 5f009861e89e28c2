// SPDX-License-Identifier: Apache-2.0

package import Basics
package import EventLoop
internal import HTTPCore
package import KubeClient

/// The way into one dataplane, which everything in the process shares that talks to it.
///
/// That watches, writes and looks at its health go the same way, with the same and newest credential, is what makes a
/// healthy look mean something.
package final class DataplaneLink: Sendable {
    /// What it was made of; another endpoint, authority or bootstrap credential makes another link.
    package let bootstrapVersion: String
    /// The certificate authorities of the server, in PEM.
    package let authoritiesPEM: String
    /// The server's URL.
    package let endpoint: String
    /// With the credentials that the user gave: for what only they may do.
    package let bootstrap: KubeClient
    private let minted: KubeClient
    private let token = ReplaceableToken()

    /// A link to what the credentials lead to, by addresses that a policy allows and with what somebody permits.
    package init(
        _ credentials: BootstrapCredentials,
        _ policy: AddressPolicy,
        _ options: KubeClientOptions,
        permit: (any RequestPermit)? = nil,
        on loop: EventLoop
    ) {
        var options = options
        options.isAddressAllowed = { policy.allows($0) }
        bootstrapVersion = credentials.version
        authoritiesPEM = credentials.authoritiesPEM
        endpoint = "\(credentials.configuration.server.origin)\(credentials.configuration.server.target)"
        let bootstrap = KubeClient(credentials.configuration, options, on: loop)
        var configuration = credentials.configuration
        configuration.credentials = .none
        configuration.identity = nil
        configuration.impersonation = nil
        let minted = KubeClient(configuration, options, credentials: token, on: loop)
        self.bootstrap = permit.map { bootstrap.asking($0) } ?? bootstrap
        self.minted = permit.map { minted.asking($0) } ?? minted
    }

    /// Whether there is a credential of Portolan's own.
    package var isMinted: Bool { token.isThere }

    /// With the newest credential there is: Portolan's own, or the user's as long as there is none.
    package var client: KubeClient { isMinted ? minted : bootstrap }

    /// Goes on with a credential of Portolan's own, or without one.
    package func use(_ new: Secret<String>?) {
        token.replace(new)
    }

    /// The same way with a credential that is only tried.
    package func trying(_ candidate: Secret<String>) -> KubeClient {
        let trial = ReplaceableToken()
        trial.replace(candidate)
        return minted.with(trial)
    }
}
