// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
internal import EventLoop
internal import KubeClient
internal import KubeServer
package import OtherPrograms

extension KubernetesPrograms {
    /// Why there is no control plane.
    package struct StartError: Error, CustomStringConvertible {
        package let description: String
    }

    /// Waits until the API is ready, and starts the controllers; any number of tests may wait.
    ///
    /// - Returns: how somebody of this name gets in, who may do everything.
    func ready(for user: String = "kubernetes-admin") async throws -> ControlPlaneAccess {
        let access = ControlPlaneAccess(
            server: home.endpoint,
            authority: home.authority.certificate,
            client: try home.clientIdentity(user, groups: [UserInfo.mastersGroup])
        )
        let client = try access.client("test", on: EventLoop(name: "readiness"))
        let deadline = ContinuousClock.now.advanced(by: .seconds(90))
        while (try? await client.checkReadiness()) == nil {
            guard server.exit == nil, ContinuousClock.now < deadline else { throw end }
            try await Task.sleep(for: .milliseconds(50))
        }
        try startControllers()
        return access
    }

    /// Returns, with an error, when the server ends by itself.
    func watch() async throws {
        _ = try await server.waitForExit()
        throw end
    }

    private var end: StartError {
        let state = server.exit.map { "ended with \($0)" } ?? "is not ready"
        return StartError(description: "kube-apiserver \(state): \(server.output.suffix(2_000))")
    }
}
