// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit
internal import KubeCore

extension LeaderElection {
    /// The election as a part of a process: what only a leader does starts when this process leads, and the lease is given
    /// back when everything else has ended.
    package var service: Service {
        Service("election", .election) {
            _ = try await self.gate.waitUntilLeading()
        } drain: {
            self.release()
        } run: {
            try await self.run()
        }
    }

    /// Who leads and for how long, as a page for people.
    package var page: JSONValue {
        let leadership = leadership
        let validity = leadership.map { environment.clock.now.duration(to: $0.validUntil) / .seconds(1) }
        return [
            "lease": .string(lease.description),
            "identity": .string(configuration.identity),
            "holder": holder.map(JSONValue.string) ?? .null,
            "isLeader": .bool(leadership != nil),
            "epoch": leadership.map { .number(JSONNumber($0.epoch)) } ?? .null,
            "validForSeconds": validity.flatMap { JSONNumber($0) }.map(JSONValue.number) ?? .null,
            "activity": .string(activity.rawValue),
        ]
    }
}
