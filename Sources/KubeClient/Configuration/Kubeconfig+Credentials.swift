// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import JSONKit

extension ConfigurationNode {
    /// What a `user` shows to a server: a token file before a token, and either before a program, as with `kubectl`.
    func credentials(for cluster: ConfigurationNode) throws(KubeConfigurationError) -> KubeConfiguration.Credentials {
        if has("auth-provider") {
            let advice = "use the provider's program under exec, such as gke-gcloud-auth-plugin or kubelogin"
            throw error(.refused, at: "auth-provider", "Kubernetes 1.26 removed it; \(advice)")
        }
        let tokenFile = try string("tokenFile").map { TextFile.resolve($0, against: folder) }
        let token = try string("token")
        let userName = try string("username")
        if userName != nil, token != nil || tokenFile != nil {
            throw error(.invalid, at: "username", "there is a token too, and a request carries only one of them")
        }
        if let tokenFile { return .tokenFile(tokenFile) }
        if let token { return .token(Secret(token)) }
        if let userName { return .password(user: userName, Secret(try string("password") ?? "")) }
        guard let plugin = try child("exec") else { return .none }
        return .plugin(try plugin.credentialPlugin(for: cluster))
    }

    private func credentialPlugin(for cluster: ConfigurationNode) throws(KubeConfigurationError) -> CredentialPlugin {
        let versions = CredentialPlugin.Version.allCases.map(\.rawValue)
        let apiVersion = try requiredString("apiVersion")
        guard let version = CredentialPlugin.Version(rawValue: apiVersion) else {
            throw error(.invalid, at: "apiVersion", "\"\(apiVersion)\" is not \(versions.joined(separator: " or "))")
        }
        var plugin = CredentialPlugin(version, command: try requiredString("command"))
        // A name is looked up in PATH; a path starts from the file's folder.
        if plugin.command.contains("/") { plugin.command = TextFile.resolve(plugin.command, against: folder) }
        plugin.arguments = try strings("args")
        for variable in try children("env") {
            plugin.environment.append((try variable.requiredString("name"), try variable.string("value") ?? ""))
        }
        plugin.installHint = try string("installHint") ?? ""
        plugin.interaction = try interaction(version)
        if try bool("provideClusterInfo") { plugin.clusterInfo = try cluster.clusterInfo() }
        return plugin
    }

    private func interaction(
        _ version: CredentialPlugin.Version
    ) throws(KubeConfigurationError) -> CredentialPlugin.Interaction {
        let modes = CredentialPlugin.Interaction.allCases.map(\.rawValue).joined(separator: ", ")
        guard let text = try string("interactiveMode") else {
            guard version == .v1beta1 else {
                throw error(.invalid, at: "interactiveMode", "it is missing; one of \(modes)")
            }
            return .ifAvailable
        }
        guard let interaction = CredentialPlugin.Interaction(rawValue: text) else {
            throw error(.invalid, at: "interactiveMode", "\"\(text)\" is not one of \(modes)")
        }
        return interaction
    }

    /// What a program is told of a `cluster`: the authorities themselves rather than where they are.
    private func clusterInfo() throws(KubeConfigurationError) -> CredentialPlugin.ClusterInfo {
        var members: JSONObject = ["server": .string(try requiredString("server"))]
        members["tls-server-name"] = try string("tls-server-name").map(JSONValue.string)
        if let file = try string("certificate-authority"), !has("certificate-authority-data") {
            do {
                let bytes = try File.read(TextFile.resolve(file, against: folder))
                members["certificate-authority-data"] = .string(Base64.standard.encode(bytes))
            } catch {
                throw self.error(.unreadable, at: "certificate-authority", "\(error.reason)")
            }
        }
        members["certificate-authority-data"] =
            try bytes("certificate-authority-data").map { .string(Base64.standard.encode($0)) }
            ?? members["certificate-authority-data"]
        members["proxy-url"] = try string("proxy-url").map(JSONValue.string)
        if try bool("disable-compression") { members["disable-compression"] = true }
        for entry in try children("extensions") where try entry.string("name") == "client.authentication.k8s.io/exec" {
            members["config"] = entry.json["extension"]
        }
        return CredentialPlugin.ClusterInfo(members: members)
    }
}
