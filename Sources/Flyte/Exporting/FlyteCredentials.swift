// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography

/// The content of the Secret from which Flyte reads how to get into its clusters: two files for each.
package struct FlyteCredentials: Sendable {
    /// The name of the Secret, on which Flyte's chart insists.
    package static let secretName = "cluster-credentials"
    /// Where Flyte's pods have the Secret.
    static let folder = "/var/run/credentials"
    /// The most that a Secret holds (`MaxSecretSize` of Kubernetes' core API).
    static let largestSecret = 1_024 * 1_024
    /// The length of the longest name of a cluster, for a key is at most 253 long with its suffix.
    static let longestName = 253 - "_cacert".utf8.count

    /// The files, by their names.
    package private(set) var files: [String: Secret<[UInt8]>] = [:]

    /// No credentials.
    package init() {}

    /// The file of a cluster's token.
    package static func tokenFile(of cluster: String) -> String { "\(cluster)\(tokenSuffix)" }

    /// Whether a file is that of a token.
    static func isTokenFile(_ name: String) -> Bool { name.hasSuffix(tokenSuffix) }

    private static let tokenSuffix = "_token"

    /// The file of a cluster's authority.
    package static func authorityFile(of cluster: String) -> String { "\(cluster)_cacert" }

    /// Whether the files of a cluster with this name can be keys of a Secret.
    static func canName(_ cluster: String) -> Bool {
        (1...longestName).contains(cluster.utf8.count) && !cluster.hasPrefix("..")
            && cluster.utf8.allSatisfy { byte in
                let character = Character(Unicode.Scalar(byte))
                return character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
            }
    }

    /// How much a Secret has to hold.
    var byteCount: Int { files.values.reduce(0) { $0 + $1.exposed.count } }

    /// Adds the files of a cluster.
    mutating func add(_ credentials: FlyteDataplane.Credentials, of cluster: String) {
        files[Self.tokenFile(of: cluster)] = Secret(Self.trimmed(credentials.token.exposed))
        files[Self.authorityFile(of: cluster)] = Secret(credentials.authority)
    }

    /// Flyte sends what is in the file as it is, and an HTTP header with a line break in it is never sent.
    private static func trimmed(_ token: [UInt8]) -> [UInt8] {
        let isVisible = { (byte: UInt8) in byte > 0x20 && byte != 0x7F }
        guard let first = token.firstIndex(where: isVisible), let last = token.lastIndex(where: isVisible) else {
            return []
        }
        return Array(token[first...last])
    }

    /// What is wrong with credentials, if Flyte could not use them; with some it would not even start.
    static func flaw(of credentials: FlyteDataplane.Credentials?) -> String? {
        guard let credentials else { return "there are no credentials yet" }
        guard credentials.server.hasPrefix("https://") else { return "the credentials name no https server" }
        let token = trimmed(credentials.token.exposed)
        guard !token.isEmpty else { return "the token is empty" }
        guard token.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return "the token is no single word" }
        // client-go refuses authorities of which it can read none, and flyteadmin ends.
        let authorities = (try? Certificate.all(inPEM: credentials.authority)) ?? []
        guard !authorities.isEmpty else { return "the authority is no certificate in PEM" }
        return nil
    }
}
