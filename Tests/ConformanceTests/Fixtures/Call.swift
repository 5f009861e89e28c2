// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeCore

/// A request as a row of a table says it.
///
/// A path that does not start with `/` is one of the core group in the test's namespace; everywhere else, `{ns}` stands
/// for the name of that namespace.
struct Call: Sendable {
    let method: HTTPMethod
    let path: String
    var body: [UInt8]?
    var mediaType = MediaType.json
    var accept = MediaType.json

    init(_ method: HTTPMethod, _ path: String, _ body: [UInt8]? = nil, _ mediaType: String = MediaType.json) {
        self.method = method
        self.path = path
        self.body = body
        self.mediaType = mediaType
    }

    static func get(_ path: String, accept: String = MediaType.json) -> Call {
        var call = Call(.get, path)
        call.accept = accept
        return call
    }

    static func post(_ path: String, _ object: JSONValue) -> Call { Call(.post, path, object.serialized()) }

    static func put(_ path: String, _ object: JSONValue) -> Call { Call(.put, path, object.serialized()) }

    static func delete(_ path: String, _ options: JSONValue? = nil) -> Call {
        Call(.delete, path, options?.serialized())
    }

    static func patch(_ path: String, _ patch: Patch) -> Call {
        Call(.patch, path, patch.serialized(), patch.mediaType)
    }

    static func merge(_ path: String, _ fields: JSONValue) -> Call { .patch(path, .merge(fields)) }

    static func strategic(_ path: String, _ fields: JSONValue) -> Call { .patch(path, .strategicMerge(fields)) }

    /// A JSON patch as written, also one that is none.
    static func operations(_ path: String, _ operations: JSONValue) -> Call {
        Call(.patch, path, operations.serialized(), MediaType.jsonPatch)
    }

    /// Server-side apply; the manager and the force are in the path's query.
    static func apply(_ path: String, _ intent: JSONValue) -> Call {
        Call(.patch, path, intent.serialized(), MediaType.applyPatch)
    }

    /// Bytes that are no JSON, or are said to be something else.
    static func text(
        _ method: HTTPMethod,
        _ path: String,
        _ text: String,
        _ mediaType: String = MediaType.json
    ) -> Call {
        Call(method, path, Array(text.utf8), mediaType)
    }

    /// The request in a namespace.
    func request(in namespace: String) throws(KubeFormatError) -> KubeRequest {
        let path = path.hasPrefix("/") ? path : "/api/v1/namespaces/{ns}/\(path)"
        let content = body.map {
            let text = String(decoding: $0, as: UTF8.self).replacing("{ns}", with: namespace)
            return KubeRequest.Content(mediaType, Array(text.utf8))
        }
        return try .raw(method, path.replacing("{ns}", with: namespace), accept: accept, content)
    }
}
