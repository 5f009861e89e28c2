// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
package import EventLoop
internal import HTTPCore
package import KubeClient
package import KubeServer

extension ControlPlaneAccess {
    /// How a client gets in that may do everything.
    package func configuration() throws -> KubeConfiguration {
        var configuration = KubeConfiguration(server: try HTTPURL(parsing: server), origin: "the embedded server")
        configuration.server.target = ""
        configuration.certificateAuthorities = .inline(Array(authority.pem.utf8))
        configuration.identity = KubeConfiguration.Identity(
            certificate: .inline(Array(client.chainPEM.utf8)),
            privateKey: .inline(Array(try client.privateKey.pem.exposed.utf8))
        )
        return configuration
    }

    /// A client that may do everything, by a name that the server's records show.
    package func client(_ name: String, on loop: EventLoop) throws -> KubeClient {
        KubeClient(try configuration(), KubeClientOptions(userAgent: name), on: loop)
    }
}
