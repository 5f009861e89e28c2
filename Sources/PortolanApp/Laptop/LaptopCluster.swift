// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import JSONKit
internal import KubeClient
internal import KubeServer
internal import Synchronization

/// An embedded control plane of a fleet on a laptop, which can be ended and started again without losing anything.
final class LaptopCluster: Sendable {
    /// Its name, such as `dataplane-1`.
    let name: String
    private let folder: LaptopFolder
    /// What is there from its first start on.
    private let manifests: [JSONObject]
    private let access = Latch<ControlPlaneAccess>()
    private let wish = Mutex(true)
    private let bell = Bell()

    init(_ name: String, in folder: LaptopFolder, with manifests: [JSONObject]) {
        self.name = name
        self.folder = folder
        self.manifests = manifests
    }

    /// How to get in, as soon as it has started once.
    var opened: ControlPlaneAccess {
        get async throws { try await access.wait() }
    }

    /// Says whether it is to run.
    func setRunning(_ isWanted: Bool) {
        wish.withLock { $0 = isWanted }
        bell.ring()
    }

    private func waitUntil(running: Bool) async throws {
        try await bell.wait { wish.withLock { $0 } == running ? () : nil }
    }

    /// Runs it whenever that is wanted, until the task is cancelled.
    func run() async throws {
        while !Task.isCancelled {
            try await waitUntil(running: true)
            let plane = try makePlane()
            try await withThrowingTaskGroup { group in
                group.addTask { [self] in
                    try await plane.run { access in
                        try await plane.apply(manifests)
                        try open(access)
                    }
                }
                group.addTask { [self] in try await waitUntil(running: false) }
                try await group.next()
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    private func open(_ access: ControlPlaneAccess) throws {
        if let port = (try? HTTPURL(parsing: access.server))?.port { try folder.remember(port: port, of: name) }
        self.access.set(access)
    }

    private func makePlane() throws -> ControlPlane {
        do {
            return try ControlPlane(configuration(port: folder.port(of: name)))
        } catch {
            throw LaptopError("\(folder.path): \(name) does not start: \(error)")
        }
    }

    private func configuration(port: Int) -> ControlPlaneConfiguration {
        var configuration = ControlPlaneConfiguration(address: .internet(host: "127.0.0.1", port: port))
        configuration.dataFolder = folder.state(of: name)
        return configuration
    }
}

/// Why a fleet does not run on this laptop.
package struct LaptopError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension ControlPlaneAccess {
    /// The way in for a client of this process, as somebody who may do everything.
    func clientConfiguration() throws -> KubeConfiguration {
        try .kubeconfig(kubeconfig().exposed.serialized(), name: "the embedded control plane")
    }
}
