// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import PortolanRouting

extension FleetMovement {
    /// The ways with their counts, those that most names go first.
    package var ways: [(way: Way, count: Int)] {
        moved.map { ($0.key, $0.value) }.sorted { $0.count != $1.count ? $0.count > $1.count : $0.way < $1.way }
    }

    /// How many names go elsewhere.
    package var movedCount: Int { moved.values.reduce(0, +) }

    /// What part of all names so many are.
    package func share(of names: Int) -> Double { count == 0 ? 0 : Double(names) / Double(count) }
}

extension FleetMovement: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("executions", count)
            writer.field("moved", movedCount)
            writer.field("share", share)
            writer.key("ways")
            writer.array { writer in
                for (way, names) in ways {
                    writer.object { writer in
                        // What is left out is nowhere.
                        writer.field("from", way.from)
                        writer.field("to", way.to)
                        writer.field("executions", names)
                        writer.field("share", share(of: names))
                    }
                }
            }
        }
    }
}
