// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// A request to an API server as a value: what to send, and how to speak of it.
///
/// Sending it is somebody else's business.
package struct KubeRequest: Sendable {
    /// What is done.
    package var verb: KubeVerb
    package var method: HTTPMethod
    /// The path from the server's root, its segments encoded.
    package var path: String
    package var query: HTTPQuery
    /// The media types to accept.
    package var accept: String
    /// What is sent, if anything is.
    package var content: Content?
    /// What it is done to; nil for what is no resource, such as `/version`.
    package var target: RequestTarget?
    /// After how long the server ends the answer to a watch.
    package var watchTimeout: Duration?

    /// A request from its parts; the functions that make the requests of each verb are the better way.
    package init(
        _ verb: KubeVerb,
        _ method: HTTPMethod,
        path: String,
        query: HTTPQuery = HTTPQuery(),
        accept: String = MediaType.json,
        content: Content? = nil,
        target: RequestTarget? = nil
    ) {
        self.verb = verb
        self.method = method
        self.path = path
        self.query = query
        self.accept = accept
        self.content = content
        self.target = target
    }

    /// Whether the answer is a stream of events.
    package var isWatch: Bool { verb == .watch }

    /// Whether sending it twice does what sending it once does.
    ///
    /// An intent is one thing however often it is applied.
    package var isIdempotent: Bool { method.isIdempotent || verb == .apply }

    /// What is attempted, for messages: `create secrets "flyte/x"`.
    package var operation: String { "\(verb.rawValue) \(target?.description ?? path)" }

    /// The path and the query, as the request line has them.
    package var pathAndQuery: String { query.items.isEmpty ? path : "\(path)?\(query.encoded)" }
}

extension KubeRequest {
    /// What is sent; it prints as its size, for it may hold a secret.
    package struct Content: Sendable, Hashable {
        package let mediaType: String
        package let bytes: [UInt8]

        /// Bytes of a media type.
        package init(_ mediaType: String, _ bytes: [UInt8]) {
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }
}

extension KubeRequest.Content: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(bytes.count) bytes of \(mediaType)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["mediaType": mediaType, "count": bytes.count]) }
}

extension KubeRequest: CustomStringConvertible {
    package var description: String { operation }
}
