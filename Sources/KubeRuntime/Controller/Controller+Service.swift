// SPDX-License-Identifier: Apache-2.0

extension Controller {
    /// The controller as a part of a process.
    ///
    /// It starts with the services of every replica, so that its queue is full when its gate opens; asked to stop, it
    /// finishes the passes that run.
    package var service: Service {
        Service(
            name,
            .services,
            drain: { self.drain() },
            run: { try await self.run() }
        )
    }
}

extension StoreCatalogue {
    /// The watches as a part of a process; whoever reads a store waits for its first list by itself.
    package var service: Service {
        Service("stores", .caches, run: { await self.run() })
    }
}
