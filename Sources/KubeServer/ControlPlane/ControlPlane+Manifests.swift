// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
internal import HTTPCore
internal import HTTPServer
package import JSONKit
internal import KubeCore

extension ControlPlane {
    /// Applies objects one after the other, as somebody who may do everything; what a definition defines is served when
    /// the next object's turn comes.
    package func apply(_ objects: [JSONObject]) async throws {
        let client = try adminClient()
        for object in objects {
            let reply = try await client.send(
                .patch,
                try path(of: object) + "?fieldManager=portolan-apiserver&force=true",
                fields: ["Content-Type": "application/apply-patch+yaml"],
                body: object.serialized()
            )
            guard reply.status.code < 300 else {
                let message = (try? JSONValue(parsing: reply.body))?["message"]?.string ?? reply.text
                throw ManifestFailure(object, message)
            }
            await settle()
        }
    }

    private func adminClient() throws -> InProcessClient {
        let certificate = try adminIdentity().certificate
        let peer = HTTPServerRequest.Peer(
            address: .unix(path: "in-process"),
            isSecure: true,
            certificates: [certificate]
        )
        return InProcessClient({ [server] in await server.handle($0) }, peer: peer)
    }

    private func path(of object: JSONObject) throws(ManifestFailure) -> String {
        let (apiVersion, kind) = (object.text("apiVersion"), object.text("kind"))
        let resource = registry.snapshot.resources.first { $0.apiVersion == apiVersion && $0.names.kind == kind }
        guard let resource else {
            throw ManifestFailure(object, "the kind \"\(kind)\" of \"\(apiVersion)\" is not served")
        }
        let root = apiVersion.contains("/") ? "/apis" : "/api"
        let namespace = object.metadata.text("namespace")
        let place = resource.isNamespaced ? "/namespaces/\(namespace.isEmpty ? "default" : namespace)" : ""
        return "\(root)/\(apiVersion)\(place)/\(resource.names.plural)/\(object.metadata.text("name"))"
    }
}

/// Why an object could not be applied.
package struct ManifestFailure: Error, CustomStringConvertible {
    package let description: String

    fileprivate init(_ object: JSONObject, _ message: String) {
        let name = object.metadata.text("name")
        description = "cannot apply \(object.text("kind")) \"\(name)\": \(message)"
    }
}
