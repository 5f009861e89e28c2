// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import HTTPClient
import HTTPCore
import KubeClient
import KubeCore
import Testing

/// The server under test, and the ways to it.
struct Cluster: Sendable {
    /// The server that the running test is meant to use.
    @TaskLocal static var shared: Cluster?

    /// As an administrator.
    let configuration: KubeConfiguration
    let loop: EventLoop
    let admin: KubeClient

    init(_ configuration: KubeConfiguration) throws {
        self.configuration = configuration
        loop = try EventLoop(name: "conformance")
        admin = Self.client(configuration, loop)
    }

    static var current: Cluster {
        get throws { try #require(shared, "the suite has the trait .cluster") }
    }

    /// A client with other credentials, or in somebody's name.
    func client(_ change: (inout KubeConfiguration) -> Void) -> KubeClient {
        var configuration = configuration
        change(&configuration)
        return Self.client(configuration, loop)
    }

    /// A client that shows a token and nothing else; none to be nobody.
    func client(token: Secret<String>?) -> KubeClient {
        client {
            $0.identity = nil
            $0.credentials = token.map { .token($0) } ?? .none
        }
    }

    /// An administrator who acts as somebody else.
    func client(as user: String, groups: [String] = []) -> KubeClient {
        client {
            var impersonation = KubeConfiguration.Impersonation(user: user)
            impersonation.groups = groups
            $0.impersonation = impersonation
        }
    }

    /// Every answer counts here: nothing is sent twice.
    private static func client(_ configuration: KubeConfiguration, _ loop: EventLoop) -> KubeClient {
        var options = KubeClientOptions(userAgent: "conformance/1")
        options.retries.maximumAttempts = 1
        return KubeClient(configuration, options, on: loop)
    }
}
