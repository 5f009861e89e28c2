// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import HTTPServer

extension HTTPServerRequest {
    /// What the request is about.
    var info: RequestInfo { RequestInfo(method: method, path: decodedPath, query: items) }

    /// The items of the query that can be read; like Go's servers, those that cannot are as good as not there.
    var items: HTTPQuery {
        let text = target.query ?? ""
        return HTTPQuery(parsing: text)
            ?? HTTPQuery(text.split(separator: "&").compactMap { HTTPQuery(parsing: $0)?.items.first })
    }

    /// The path with its escapes resolved, as Go's servers route by it: an escaped slash is a slash.
    private var decodedPath: String {
        path.contains("%") ? "/" + target.segments.joined(separator: "/") : path
    }
}
