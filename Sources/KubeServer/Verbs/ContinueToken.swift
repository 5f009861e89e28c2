// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// Where the next page of a list begins, and the moment that its pages show; opaque to clients.
package struct ContinueToken: Sendable, Equatable {
    private static let version = "meta.k8s.io/v1"

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
        guard let bytes = Self.bytes(in: text) else {
            throw Self.invalid("illegal base64 data at input byte \(Self.firstIllegalByte(of: text))")
        }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw Self.invalid(error.inGo(bytes))
        }
        let version = json["v"]?.string ?? ""
        guard version == Self.version else {
            throw Self.invalid("server does not recognize this encoded version \(version)")
        }
        guard let revision = json["rv"]?.int, revision != 0 else {
            throw Self.invalid("incorrect encoded start resourceVersion (version \(version))")
        }
        guard let name = json["name"]?.string else {
            throw Self.invalid("encoded start key empty (version \(version))")
        }
        self.revision = revision < 0 ? nil : UInt64(revision)
        last = StorageKey(namespace: json["namespace"]?.string ?? "", name: name)
    }

    /// The bytes of a token; like Go, and unlike a strict reader, this lets the bits behind the last byte be what they are.
    private static func bytes(in text: String) -> [UInt8]? {
        let missing = (4 - text.utf8.count % 4) % 4
        guard missing < 3 else { return nil }
        return (try? Base64.url.decode(text + String(repeating: "A", count: missing)))?.dropLast(missing)
    }

    private static func invalid(_ reason: String) -> APIFailure {
        APIFailure.badRequest("invalid continue token: continue key is not valid: \(reason)")
    }

    /// Where Go's decoder gives up: at the first byte that is no digit, or in the last group of four if it is short.
    private static func firstIllegalByte(of text: String) -> Int {
        let digits = Array(text.utf8)
        let position = digits.firstIndex { byte in
            !(byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_"))
        }
        return position ?? digits.count / 4 * 4
    }

    /// The token as a client gets it.
    package var text: String {
        let revision = revision.map { JSONNumber($0) } ?? JSONNumber(-1)
        let json: JSONValue = [
            "v": .string(Self.version), "rv": .number(revision), "namespace": .string(last.namespace),
            "name": .string(last.name),
        ]
        return Base64.url.encode(json.serialized())
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
