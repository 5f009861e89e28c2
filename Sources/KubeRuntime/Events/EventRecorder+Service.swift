// SPDX-License-Identifier: Apache-2.0

extension EventRecorder {
    /// The recorder as a part of a process, which ends when all is written.
    package var service: Service {
        Service("events", .services) {
        } drain: {
            self.finish()
        } run: {
            try await self.run()
        }
    }
}
