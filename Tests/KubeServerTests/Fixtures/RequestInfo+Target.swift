// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeServer

extension RequestInfo {
    /// What a request in words is about: `POST /api/v1/namespaces`.
    init(_ words: String) {
        let parts = words.split(separator: " ").map(String.init)
        self.init(
            method: HTTPMethod(parts[0]),
            path: parts[1],
            query: HTTPQuery(parsing: "") ?? .init()
        )
    }
}
