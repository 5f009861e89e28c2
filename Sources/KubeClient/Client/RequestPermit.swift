// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Asked right before a request is sent, and again before it is repeated: a right to act may end while one waits.
package protocol RequestPermit: Sendable {
    /// For how long the request may be under way, nil for as long as others; an error keeps it from being sent.
    func permission(for request: KubeRequest) throws(APIError) -> Duration?
}

extension KubeClient {
    /// The same client, with the same connections, which asks before it sends anything.
    package func asking(_ permit: any RequestPermit) -> KubeClient {
        var client = self
        client.permit = permit
        return client
    }
}
