// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

extension KubeRequest {
    /// Asks for the server's version.
    package static let version = KubeRequest(.get, .get, path: "/version")

    /// Asks whether the server is ready.
    package static let readiness = KubeRequest(.get, .get, path: "/readyz", accept: "*/*")

    /// Asks whether the server is alive.
    package static let liveness = KubeRequest(.get, .get, path: "/livez", accept: "*/*")

    /// Asks for the resources of the core group in one document, or for its versions from servers before 1.26.
    package static let coreDiscovery = KubeRequest(.get, .get, path: "/api", accept: aggregatedDiscovery)

    /// Asks for the resources of all other groups in one document, or for the groups from servers before 1.26.
    package static let groupDiscovery = KubeRequest(.get, .get, path: "/apis", accept: aggregatedDiscovery)

    /// Asks for the resources of a group in one version, which every server knows.
    package static func discovery(of groupVersion: GroupVersion) -> KubeRequest {
        KubeRequest(.get, .get, path: groupVersion.path)
    }

    /// Asks where the schemas are.
    package static let openAPIIndex = KubeRequest(.get, .get, path: "/openapi/v3")

    /// Asks for the schemas of a group in one version.
    package static func openAPI(of groupVersion: GroupVersion) -> KubeRequest {
        KubeRequest(.get, .get, path: "/openapi/v3\(groupVersion.path)")
    }

    /// Anything else, such as `kubectl get --raw` sends: a path with its query.
    package static func raw(
        _ method: HTTPMethod = .get,
        _ pathAndQuery: String,
        accept: String = "*/*",
        _ content: Content? = nil
    ) throws(KubeFormatError) -> KubeRequest {
        let parts = pathAndQuery.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, path.hasPrefix("/"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw KubeFormatError(.path, "\"\(pathAndQuery)\" does not start with '/', or is not percent-encoded")
        }
        guard let query = HTTPQuery(parsing: parts.count > 1 ? parts[1] : "") else {
            throw KubeFormatError(.path, "\"\(pathAndQuery)\" has a broken escape in its query")
        }
        return KubeRequest(verb(of: method), method, path: String(path), query: query, accept: accept, content: content)
    }

    private static func verb(of method: HTTPMethod) -> KubeVerb {
        switch method {
        case .post: .create
        case .put: .update
        case .patch: .patch
        case .delete: .delete
        default: .get
        }
    }

    /// Servers that cannot answer in the first form take the next.
    private static let aggregatedDiscovery = [
        "\(MediaType.json);g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
        "\(MediaType.json);g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList",
        MediaType.json,
    ].joined(separator: ",")
}
