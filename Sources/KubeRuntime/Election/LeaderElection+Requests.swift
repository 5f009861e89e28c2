// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeClient
internal import KubeCore

extension LeaderElection {
    private typealias Lease = CoordinationV1.Lease

    func readLease() async -> ElectionMachine.Answer {
        do {
            guard let lease = try await environment.client.find(Lease.self, lease) else { return .missing }
            return .found(lease)
        } catch {
            return .failed(error)
        }
    }

    func createLease(_ spec: CoordinationV1.LeaseSpec) async -> ElectionMachine.Answer {
        var object = DynamicObject(Lease.resourceType, lease)
        object["spec"] = Self.fields(of: spec)
        do throws(APIError) {
            return .written(
                try await environment.client.create(
                    Lease.resourceType,
                    namespace: lease.namespace,
                    object,
                    as: Lease.self
                )
            )
        } catch {
            return .failed(error)
        }
    }

    /// Writes what this process knows of, and leaves alone what others have written into the lease.
    func updateLease(
        _ spec: CoordinationV1.LeaseSpec,
        over version: ResourceVersion
    ) async -> ElectionMachine.Answer {
        let changes: JSONValue = [
            "metadata": ["resourceVersion": .string(version.text)],
            "spec": Self.fields(of: spec),
        ]
        do throws(APIError) {
            return .written(
                try await environment.client.patch(Lease.resourceType, lease, .merge(changes), as: Lease.self)
            )
        } catch {
            return .failed(error)
        }
    }

    private static func fields(of spec: CoordinationV1.LeaseSpec) -> JSONValue {
        (try? JSONValue(parsing: spec.serialized())) ?? [:]
    }
}
