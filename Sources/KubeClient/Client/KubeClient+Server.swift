// SPDX-License-Identifier: Apache-2.0

package import KubeCore

extension KubeClient {
    /// Which Kubernetes the server is.
    package func version() async throws(APIError) -> ServerVersion {
        try await read(.version)
    }

    /// Returns if the server is ready, and else fails with what it says.
    package func checkReadiness() async throws(APIError) {
        _ = try await send(.readiness)
    }

    /// What the server has: in two requests from servers since 1.26, group by group from older ones.
    ///
    /// A group that does not answer, such as that of an extension server which is down, is there without its resources.
    package func discovery() async throws(APIError) -> Discovery {
        let core: DiscoveryAnswer = try await read(.coreDiscovery)
        let groups: DiscoveryAnswer = try await read(.groupDiscovery)
        var versions = core.versions + groups.versions
        guard !core.isAggregated || !groups.isAggregated else { return Discovery(versions) }
        let missing = versions.indices.filter { versions[$0].resources.isEmpty && !versions[$0].isStale }
        let found = await withTaskGroup(of: (Int, DiscoveredVersion?).self) { group in
            for index in missing {
                let groupVersion = versions[index].groupVersion
                group.addTask { (index, try? await self.read(.discovery(of: groupVersion))) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (index, version) in found {
            if let version {
                versions[index] = version
            } else {
                versions[index].isStale = true
            }
        }
        return Discovery(versions)
    }
}

// Credentials

extension KubeClient {
    /// Has the credentials fetched anew, because the server stopped accepting them in the middle of an answer, where no
    /// request is repeated.
    ///
    /// Whether that helped shows with the next request.
    package func refreshCredentials() async {
        guard let refused = try? await credentials.credential(), credentials.refused(refused) else { return }
        _ = try? await credentials.credential()
    }
}
