// SPDX-License-Identifier: Apache-2.0

package import Basics
import COpenSSL

extension PrivateKey {
    /// Reads a key from DER bytes: PKCS #8 (RFC 5958), or the older forms of RSA (PKCS #1) and EC keys (SEC 1).
    package init(der: Secret<[UInt8]>) throws(CryptographyError) {
        let pointer = unsafe DER.decode(der.exposed, freedBy: EVP_PKEY_free) { unsafe d2i_AutoPrivateKey(nil, $0, $1) }
        guard let pointer = unsafe pointer else { throw .fromOpenSSL(.malformedKey, "the bytes are not a private key") }
        ErrorQueue.clear()
        self.init(unsafe KeyHandle(owning: pointer))
    }

    /// Reads the first private key of a PEM text; blocks of other kinds, such as certificates, are skipped.
    package init(pem: Secret<[UInt8]>) throws(CryptographyError) {
        for block in try PEMBlock.all(in: pem.exposed) {
            switch block.label {
            case Self.pemLabel, "RSA PRIVATE KEY", "EC PRIVATE KEY":
                try self.init(der: Secret(block.bytes))
                return
            case "ENCRYPTED PRIVATE KEY":
                throw CryptographyError(.encryptedKey, "the private key is encrypted; decrypt it first (openssl pkey)")
            default:
                continue
            }
        }
        throw CryptographyError(.malformedPEM, "the PEM text has no \"\(Self.pemLabel)\" block")
    }

    /// Reads the first private key of a PEM text; blocks of other kinds, such as certificates, are skipped.
    package init(pem: Secret<String>) throws(CryptographyError) {
        try self.init(pem: Secret(Array(pem.exposed.utf8)))
    }

    /// The key as PKCS #8 bytes.
    package var der: Secret<[UInt8]> {
        get throws(CryptographyError) {
            try unsafe handle.withPointer { key throws(CryptographyError) in
                let information = try unsafe Owned(
                    EVP_PKEY2PKCS8(key),
                    freedBy: PKCS8_PRIV_KEY_INFO_free,
                    "cannot export a private key"
                )
                return Secret(
                    try unsafe DER.encode("a private key") { unsafe i2d_PKCS8_PRIV_KEY_INFO(information.pointer, $0) }
                )
            }
        }
    }

    /// The key as PKCS #8 in PEM: what curl, OpenSSL and kubeconfig files take.
    package var pem: Secret<String> {
        get throws(CryptographyError) { Secret(PEMBlock(label: Self.pemLabel, bytes: try der.exposed).text) }
    }

    private static let pemLabel = "PRIVATE KEY"
}
