// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography
internal import FileKit

extension ControlPlaneIdentity {
    private static let authorityFile = "ca.crt"
    private static let authorityKeyFile = "ca.key"
    private static let accountKeyFile = "sa.key"

    /// The keys that a folder keeps; new ones are made and kept there when it has none.
    ///
    /// - Throws: `FileError`, `CryptographyError` for a file that holds something else.
    package static func kept(in folder: String, now: Timestamp) throws -> ControlPlaneIdentity {
        // Written last, so that its presence means that all of them are there.
        if File.exists("\(folder)/\(authorityFile)") { return try read(from: folder) }
        let identity = try generate(now: now)
        try Folder.make(folder, mode: 0o700)
        try write(try identity.accountKey.pem, to: "\(folder)/\(accountKeyFile)")
        try write(try identity.authority.identity.privateKey.pem, to: "\(folder)/\(authorityKeyFile)")
        let certificate = Array(identity.authority.certificate.pem.utf8)
        try File.write(certificate, to: "\(folder)/\(authorityFile)", mode: 0o644)
        return identity
    }

    private static func read(from folder: String) throws -> ControlPlaneIdentity {
        let text = String(decoding: try File.read("\(folder)/\(authorityFile)"), as: UTF8.self)
        let certificate = try Certificate(pem: text)
        let key = try PrivateKey(pem: Secret(File.read("\(folder)/\(authorityKeyFile)")))
        let identity = try CertificateIdentity(certificate: certificate, privateKey: key)
        return ControlPlaneIdentity(
            authority: try CertificateAuthority(identity),
            accountKey: try PrivateKey(pem: Secret(File.read("\(folder)/\(accountKeyFile)")))
        )
    }

    private static func write(_ pem: Secret<String>, to path: String) throws(FileError) {
        try File.write(Array(pem.exposed.utf8), to: path)
    }
}
