// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Cryptography
package import JSONKit

/// What somebody needs to reach a control plane as a certain user.
package struct ControlPlaneAccess: Sendable {
    /// `https://HOST:PORT`.
    package let server: String
    /// The certificate of the authority that vouches for the server.
    package let authority: Certificate
    /// The certificate and key by which the server knows the user.
    package let client: CertificateIdentity

    /// The way into a server that an authority vouches for, for somebody whom it knows.
    package init(server: String, authority: Certificate, client: CertificateIdentity) {
        self.server = server
        self.authority = authority
        self.client = client
    }

    /// The same as a kubeconfig file; it holds the private key.
    package func kubeconfig(named name: String = "portolan") throws(CryptographyError) -> Secret<JSONObject> {
        let user = "\(name)-admin"
        let key = try client.privateKey.pem
        return Secret([
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [
                [
                    "name": .string(name),
                    "cluster": [
                        "server": .string(server),
                        "certificate-authority-data": Self.encoded(authority.pem),
                    ],
                ]
            ],
            "users": [
                [
                    "name": .string(user),
                    "user": [
                        "client-certificate-data": Self.encoded(client.chainPEM),
                        "client-key-data": Self.encoded(key.exposed),
                    ],
                ]
            ],
            "contexts": [["name": .string(name), "context": ["cluster": .string(name), "user": .string(user)]]],
            "current-context": .string(name),
        ])
    }

    private static func encoded(_ text: String) -> JSONValue {
        .string(Base64.standard.encode(Array(text.utf8)))
    }
}
