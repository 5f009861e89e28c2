// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import Testing

/// What came back, whatever it was.
struct Answer: Sendable {
    let code: Int
    /// The object; null when the server refused, or said something that is no JSON.
    var body = JSONValue.null
    /// What the server said instead.
    var refusal: APIStatus?
    var warnings: [String] = []
    var retryAfter: Duration?

    init(_ response: KubeResponse) {
        code = response.status.code
        body = (try? JSONValue(parsing: response.body)) ?? .string(String(decoding: response.body, as: UTF8.self))
        warnings = response.warnings
    }

    init(_ refusal: APIStatus, retryAfter: Duration?) {
        code = refusal.code
        self.refusal = refusal
        self.retryAfter = retryAfter
    }

    /// A field by its path, such as `metadata.labels`; of an array the index.
    subscript(path: String) -> JSONValue? {
        path.split(separator: ".").reduce(body as JSONValue?) { value, key in
            Int(key).flatMap { value?[$0] } ?? value?[String(key)]
        }
    }

    var name: String? { self["metadata.name"]?.string }
    var version: String? { self["metadata.resourceVersion"]?.string }
    var generation: Int? { self["metadata.generation"]?.int }
    var items: [JSONValue] { body["items"]?.array ?? [] }
    var itemNames: [String] { items.compactMap { $0["metadata"]?["name"]?.string } }

    /// Records an issue unless the server refused in these words.
    func expect(
        _ code: Int,
        _ reason: String,
        _ message: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(refusal?.code == code, "\(body.serializedText())", sourceLocation: sourceLocation)
        #expect(refusal?.reason.text == reason, sourceLocation: sourceLocation)
        if message.last == "…" {
            let found = refusal?.message.prefix(message.count - 1)
            #expect(found == message.dropLast(), sourceLocation: sourceLocation)
        } else {
            #expect(refusal?.message == message, sourceLocation: sourceLocation)
        }
    }

    /// Records an issue unless the server did what it was asked, and returns the answer.
    @discardableResult
    func succeeds(_ expected: Int = 200, sourceLocation: SourceLocation = #_sourceLocation) -> Answer {
        #expect(code == expected, "\(refusal?.message ?? "")", sourceLocation: sourceLocation)
        return self
    }
}

extension KubeClient {
    /// Sends a request and returns what came back, which may be a refusal; fails when nothing did.
    func answer(_ request: KubeRequest) async throws(APIError) -> Answer {
        do throws(APIError) {
            return Answer(try await send(request))
        } catch {
            guard let status = error.status else { throw error }
            return Answer(status, retryAfter: error.retryAfter)
        }
    }
}
