// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import HTTPServer
internal import JSONKit
internal import KubeServer
internal import YAMLKit

/// The embedded control plane as a program: from files to a server, and back to a kubeconfig.
package struct EmbeddedAPIServer: Sendable {
    /// What a person may choose.
    package struct Options: Sendable {
        /// Where it listens.
        package var host = "127.0.0.1"
        package var port = 6443
        /// The folder that keeps its state; nil keeps nothing.
        package var dataFolder: String?
        /// Whether a write is acknowledged only when the disk has it.
        package var waitsForDisk = false
        /// Where the administrator's kubeconfig is written.
        package var kubeconfig = "portolan.kubeconfig"
        /// A folder with CustomResourceDefinitions to begin with.
        package var definitions: String?
        /// A file of `token,user,uid,"group1,group2"` lines.
        package var tokenFile: String?

        package init() {}
    }

    private let options: Options

    package init(_ options: Options) {
        self.options = options
    }

    /// Serves until the task is cancelled; `report` gets the lines that a person reads.
    package func run(report: @escaping @Sendable (String) throws -> Void) async throws {
        let plane = try makePlane()
        let definitions = try options.definitions.map { try ManifestFolder.read($0) } ?? []
        try await plane.run { [options] access in
            try await plane.apply(definitions)
            try Self.write(access, to: options.kubeconfig)
            try report(Self.greeting(access, kubeconfig: options.kubeconfig))
        }
    }

    private func makePlane() throws -> ControlPlane {
        var configuration = ControlPlaneConfiguration(address: .internet(host: options.host, port: options.port))
        if let tokenFile = options.tokenFile {
            let text = try File.read(tokenFile)
            configuration.tokens = try TokenFile(parsing: Secret(String(decoding: text, as: UTF8.self)))
        }
        configuration.dataFolder = options.dataFolder
        configuration.durability = options.waitsForDisk ? .machine : .process
        return try ControlPlane(configuration)
    }

    private static func write(_ access: ControlPlaneAccess, to path: String) throws {
        let kubeconfig = try access.kubeconfig()
        try Folder.make(Folder.of(path))
        try File.write(Array(YAML.serialize(.object(kubeconfig.exposed)).utf8), to: path)
    }

    private static func greeting(_ access: ControlPlaneAccess, kubeconfig: String) -> String {
        """
        The Kubernetes API is served at \(access.server).
        Try it:  kubectl --kubeconfig \(kubeconfig) get namespaces
        Stop it: Control-C
        """
    }
}
