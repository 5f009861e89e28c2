// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// Where the next page of a list begins, and the moment that its pages show; opaque to clients.
package struct ContinueToken: Sendable, Equatable {
    /// The moment, or nil for a list that goes on with what is there now.
    package var revision: UInt64?
    /// The last object of the page before.
    package var last: StorageKey

    package init(revision: UInt64?, last: StorageKey) {
        self.revision = revision
        self.last = last
    }

    /// Reads a token that a client sends back.
    package init(parsing text: String) throws(APIFailure) {
        let invalid = APIFailure.badRequest("continue key is not valid: it is none that this server has given out")
        guard let bytes = try? Base64.url.decode(text), let json = try? JSONValue(parsing: bytes),
            let name = json["name"]?.string, let revision = json["rv"]?.int
        else { throw invalid }
        self.revision = revision < 0 ? nil : UInt64(revision)
        last = StorageKey(namespace: json["namespace"]?.string ?? "", name: name)
    }

    /// The token as a client gets it.
    package var text: String {
        let revision = revision.map { JSONNumber($0) } ?? JSONNumber(-1)
        let json: JSONValue = [
            "v": "meta.k8s.io/v1", "rv": .number(revision), "namespace": .string(last.namespace),
            "name": .string(last.name),
        ]
        return Base64.url.encode(json.serialized())
    }
}
