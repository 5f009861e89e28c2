// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeServer

extension APIFailure {
    /// What the client is told.
    var message: String { status.message }

    /// The status code and what the client is told.
    var text: String { "\(status.code) \(status.message)" }
}
