// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import PortolanAPI

/// Fills an API server with objects that have all been looked at once, as a controller finds them that is started anew.
struct FleetFilling: Sendable {
    private static let lanes = 32

    let client: KubeClient
    let objects: Int

    /// Teaches the server the kind, and makes the objects that are missing.
    func run() async throws {
        try await Self.define(ExecutionClusterLabel.definition, by: client)
        try await withThrowingTaskGroup { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    for number in stride(from: lane, to: objects, by: Self.lanes) { try await make(number) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Teaches a server a kind, and waits until it serves it.
    static func define(_ definition: KindDefinition, by client: KubeClient) async throws {
        let type = APIExtensionsV1.CustomResourceDefinition.resourceType
        do {
            _ = try await client.create(type, definition.manifest, as: PartialObject.self)
        } catch {
            guard error.isAlreadyExists else { throw error }
        }
        let deadline = ContinuousClock.now.advanced(by: .seconds(30))
        while true {
            do {
                _ = try await client.list(definition.type, ListOptions(limit: 1), as: PartialObject.self)
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private func make(_ number: Int) async throws {
        do {
            _ = try await client.create(
                FleetLabel.type,
                namespace: FleetLabel.namespace,
                FleetLabel.object(number),
                as: PartialObject.self
            )
        } catch {
            guard error.isAlreadyExists else { throw error }
            return
        }
        let status = JSONValue.object(FleetLabel.status(of: number, run: "0"))
        try await client.patch(
            FleetLabel.type,
            FleetLabel.key(number),
            .merge(["status": status]),
            subresource: .status,
            as: PartialObject.self
        )
    }
}
