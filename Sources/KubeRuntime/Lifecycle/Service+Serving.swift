// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import HTTPServer

extension Service {
    /// An HTTP server as a part of a process; others start when it listens, and somebody is told where.
    package static func serving(
        _ name: String,
        _ stage: ServiceStage,
        _ configuration: HTTPServerConfiguration,
        handler: @escaping HTTPHandler,
        listens: @escaping @Sendable (SocketAddress) -> Void
    ) -> Service {
        let isListening = Latch<Void>()
        return Service(name, stage) {
            try await isListening.wait()
        } run: {
            try await HTTPServer(configuration, handler: handler).run { address in
                listens(address)
                isListening.open()
            }
        }
    }
}
