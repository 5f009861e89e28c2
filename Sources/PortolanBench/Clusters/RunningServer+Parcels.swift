// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import JSONKit
internal import KubeClient
internal import KubeCore

extension RunningServer {
    /// Teaches the server the kind that everything is measured with, and waits until it serves it.
    func defineParcels() async throws {
        let client = KubeClient(try .kubeconfig(file: kubeconfig), .forLoad, on: try EventLoop(name: "preparation"))
        let namespace: JSONValue = ["metadata": ["name": .string(Parcel.namespace)]]
        _ = try await client.create(CoreV1.Namespace.resourceType, namespace, as: PartialObject.self)
        let type = APIExtensionsV1.CustomResourceDefinition.resourceType
        _ = try await client.create(type, Parcel.definition, as: PartialObject.self)
        let deadline = ContinuousClock.now.advanced(by: .seconds(30))
        while true {
            do {
                _ = try await client.list(Parcel.resourceType, ListOptions(limit: 1), as: Parcel.self)
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
