// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension Controller {
    /// The controller as a part of a process, in which only the leader's works.
    package var service: Service {
        Service(name, .workers) {
        } drain: {
            self.drain()
        } run: {
            try await self.run()
        }
    }

    /// Adds a page that shows the queue, the passes under way and those that were slow.
    package func addPage(to pages: DebugPages) {
        pages.add("controller-\(name)") { (try? JSONValue(parsing: self.report().serialized())) ?? .null }
    }
}
