// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPClient
internal import JSONKit
internal import KubeCore

/// What a credential plugin is told, and what it answers: the kind `ExecCredential`.
///
/// https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
enum ExecCredential {
    /// The variable in which a plugin is told.
    static let variable = "KUBERNETES_EXEC_INFO"

    /// What a plugin is told.
    static func request(for plugin: CredentialPlugin, isInteractive: Bool) -> String {
        var spec: JSONObject = ["interactive": .bool(isInteractive)]
        if let cluster = plugin.clusterInfo { spec["cluster"] = .object(cluster.members) }
        let request: JSONValue = [
            "kind": "ExecCredential", "apiVersion": .string(plugin.version.rawValue), "spec": .object(spec),
        ]
        return request.serializedText()
    }

    /// What a plugin answered: a credential, and until when it is good, if the plugin knows.
    static func answer(
        _ output: [UInt8],
        of plugin: CredentialPlugin
    ) throws(CredentialError) -> (credential: Credential, end: Timestamp?) {
        let answer: Answer
        do {
            answer = try Answer(parsing: output)
        } catch {
            // The output may hold a secret, and so may the error's words about it.
            throw CredentialError("the plugin \(plugin.command) did not print an ExecCredential")
        }
        guard answer.kind == "ExecCredential", answer.apiVersion == plugin.version.rawValue else {
            let found = "\(answer.kind) of \(answer.apiVersion)"
            throw CredentialError(
                "the plugin \(plugin.command) printed \(found), not ExecCredential of \(plugin.version.rawValue)"
            )
        }
        guard let status = answer.status, status.hasToken || status.hasIdentity else {
            throw CredentialError("the plugin \(plugin.command) printed neither a token nor a certificate with its key")
        }
        return (status.credential, status.expiration)
    }
}

private struct Answer: JSONDecodable {
    var kind = ""
    var apiVersion = ""
    var status: Status?

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kind": try reader.read(into: &kind)
            case "apiVersion": try reader.read(into: &apiVersion)
            case "status": try reader.read(into: &status)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

private struct Status: JSONDecodable {
    var token = ""
    var certificate = ""
    var privateKey = ""
    var expiration: Timestamp?

    var hasToken: Bool { !token.isEmpty }
    var hasIdentity: Bool { !certificate.isEmpty && !privateKey.isEmpty }

    var credential: Credential {
        var credential = hasToken ? Credential.bearer(token) : Credential()
        if hasIdentity {
            credential.identity = HTTPClient.TLS.Identity(
                certificateChainPEM: Array(certificate.utf8),
                privateKeyPEM: Secret(Array(privateKey.utf8))
            )
        }
        return credential
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "token": try reader.read(into: &token)
            case "clientCertificateData": try reader.read(into: &certificate)
            case "clientKeyData": try reader.read(into: &privateKey)
            case "expirationTimestamp": try reader.read(into: &expiration)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
