// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension APIServer {
    /// Writes the finalizers of a namespace.
    func finalize(_ call: ResourceCall) async throws(APIFailure) -> Answer {
        try await update(call, part: .finalizers)
    }
}
