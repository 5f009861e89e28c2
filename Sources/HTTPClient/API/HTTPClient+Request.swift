// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

extension HTTPClient {
    /// One request.
    ///
    /// The client frames messages itself: fields such as `Content-Length`, `Transfer-Encoding` and `Connection` are
    /// refused. `Host` may be given, and then stands in place of the URL's.
    package struct Request: Sendable {
        package var method: HTTPMethod
        package var url: HTTPURL
        package var fields: HTTPFields
        package var body: RequestBody
        /// In place of the client's time-outs.
        package var timeouts: Timeouts?
        /// In place of the client's limit for a response that is returned whole.
        package var responseBodyLimit: Int?
        /// Whether sending it twice is harmless; nil goes by the method.
        package var isIdempotent: Bool?

        /// A request with the client's own time-outs and limits.
        package init(
            _ method: HTTPMethod = .get,
            _ url: HTTPURL,
            fields: HTTPFields = HTTPFields(),
            body: RequestBody = .none
        ) {
            self.method = method
            self.url = url
            self.fields = fields
            self.body = body
        }

        /// Whether a retry is harmless and possible.
        package var mayBeRepeated: Bool { isHarmlessTwice && body.isReplayable }

        /// What the caller said, or what the method says.
        var isHarmlessTwice: Bool { isIdempotent ?? method.isIdempotent }

        /// The method and the URL without its query, which may hold a token: what errors and metrics show.
        package var summary: String {
            "\(method) \(url.origin)\(url.target.prefix { $0 != "?" })"
        }
    }
}
