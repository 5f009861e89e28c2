// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import HTTPServer

extension HTTPServerRequest {
    /// What the request is about.
    var info: RequestInfo {
        let text = target.query ?? ""
        if let query = HTTPQuery(parsing: text) { return RequestInfo(method: method, path: decodedPath, query: query) }
        let readable = text.split(separator: "&").compactMap { HTTPQuery(parsing: $0)?.items.first }
        var info = RequestInfo(method: method, path: decodedPath, query: HTTPQuery(readable))
        info.isQueryWhole = false
        return info
    }

    /// The path with its escapes resolved, as Go's servers route by it: an escaped slash is a slash.
    private var decodedPath: String {
        path.contains("%") ? "/" + target.segments.joined(separator: "/") : path
    }
}
