// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A program that prints credentials (`client.authentication.k8s.io`), such as `aws eks get-token`.
package struct CredentialPlugin: Sendable, Hashable {
    /// The form in which program and client speak.
    package enum Version: String, Sendable, CaseIterable {
        case v1 = "client.authentication.k8s.io/v1"
        case v1beta1 = "client.authentication.k8s.io/v1beta1"
    }

    /// Whether the program may ask a person.
    package enum Interaction: String, Sendable, CaseIterable {
        /// It never does.
        case never = "Never"
        /// It does if there is somebody to ask.
        case ifAvailable = "IfAvailable"
        /// It always does, so that it cannot be used without a terminal.
        case always = "Always"
    }

    /// The form in which it speaks.
    package var version: Version
    /// A path, or a name that `PATH` knows.
    package var command: String
    package var arguments: [String] = []
    /// Variables that are added to the environment, in order.
    package var environment: [(name: String, value: String)] = []
    /// What to tell a person who has not got the program.
    package var installHint = ""
    package var interaction = Interaction.ifAvailable
    /// What the program is told of the server, as JSON; nil when it does not ask.
    package var clusterInfo: ClusterInfo?

    /// A program.
    package init(_ version: Version, command: String) {
        self.version = version
        self.command = command
    }

    /// What a program is told of the server.
    package struct ClusterInfo: Sendable, Hashable {
        /// The members of `spec.cluster`.
        package let members: JSONObject
    }

    package static func == (left: CredentialPlugin, right: CredentialPlugin) -> Bool {
        left.version == right.version && left.command == right.command && left.arguments == right.arguments
            && left.environment.elementsEqual(right.environment, by: ==) && left.installHint == right.installHint
            && left.interaction == right.interaction && left.clusterInfo == right.clusterInfo
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(version)
        hasher.combine(command)
        hasher.combine(arguments)
    }
}
