// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit

/// Reads the protobuf that Kubernetes' own clients send: a message in an envelope that names its kind.
///
/// `kubectl` and clients in Go send the built-in kinds so, and take JSON for an answer
/// (apimachinery, `pkg/runtime/serializer/protobuf`).
package enum ProtobufBody {
    /// The `Content-Type` of such a body.
    package static let mediaType = "application/vnd.kubernetes.protobuf"

    /// With this every body begins: `k8s` and a zero.
    private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

    /// The object in a body, as a body in JSON would have it; kind and version are those that are expected if the body
    /// does not name them.
    ///
    /// An object of a kind that has no table comes without its members: it is not the one that was expected.
    package static func object(
        in body: [UInt8],
        expecting kind: String,
        in apiVersion: String
    ) throws(APIFailure) -> JSONObject {
        var envelope: Envelope
        do throws(WireError) {
            envelope = try Envelope(body)
        } catch {
            throw unrecognized(body, expecting: kind, error)
        }
        if envelope.kind.isEmpty { envelope.kind = kind }
        // What is no version of a group is none at all.
        if envelope.version.isEmpty { envelope.apiVersion = apiVersion }
        do throws(WireError) {
            return try envelope.object()
        } catch {
            if kind == deleteOptions { throw APIFailure.badRequest("\(error)") }
            throw APIFailure.badRequest(
                "\(envelope.kind) in version \"\(envelope.version)\" cannot be handled as a \(kind): \(error)"
            )
        }
    }

    /// The options in the body of a deletion.
    package static func deleteOptions(in body: [UInt8]) throws(APIFailure) -> JSONObject {
        let options = try object(in: body, expecting: deleteOptions, in: "v1")
        let kind = options["kind"]?.string ?? ""
        guard kind == deleteOptions else {
            let scheme = "k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27"
            let version = options["apiVersion"]?.string ?? ""
            throw APIFailure.badRequest(
                "no kind \"\(kind)\" is registered for version \"\(version)\" in scheme \"\(scheme)\""
            )
        }
        return options
    }

    /// Whether there are objects of a kind in protobuf; of custom resources there are none.
    package static func reads(_ kind: String, in apiVersion: String) -> Bool {
        TypeTable.message(kind, in: apiVersion) != nil
    }

    fileprivate static let deleteOptions = "DeleteOptions"

    private static func unrecognized(_ body: [UInt8], expecting kind: String, _ error: WireError) -> APIFailure {
        // The API server reads options elsewhere than objects, and says no more about them.
        if kind == deleteOptions { return APIFailure.badRequest("\(error)") }
        let start = Hex.encode(Array(body.prefix(30)))
        let summary = body.isEmpty ? "<empty>" : body.count > 30 ? "\(start) ..." : start
        return APIFailure.badRequest(
            "the object provided is unrecognized (must be of type \(kind)): \(error) (\(summary))"
        )
    }

    /// `runtime.Unknown`: what every message of Kubernetes comes in.
    private struct Envelope {
        var apiVersion = ""
        var kind = ""
        private var message = WireReader([])

        init(_ body: [UInt8]) throws(WireError) {
            guard !body.isEmpty else { throw .value("empty data") }
            guard body.starts(with: ProtobufBody.magic) else {
                let numbers = ProtobufBody.magic.map(String.init).joined(separator: " ")
                throw .value("provided data does not appear to be a protobuf message, expected prefix [\(numbers)]")
            }
            guard body.count > ProtobufBody.magic.count else { throw .value("empty body") }
            var reader = WireReader(body, from: ProtobufBody.magic.count)
            while let key = try reader.nextKey(in: "Unknown") {
                switch key.number {
                case 1: try readType(try reader.counted(key, "TypeMeta"))
                case 2: message = try reader.counted(key, "Raw")
                case 3: _ = try reader.counted(key, "ContentEncoding")
                case 4: _ = try reader.counted(key, "ContentType")
                default: try reader.skip(key)
                }
            }
        }

        private mutating func readType(_ reader: WireReader) throws(WireError) {
            var reader = reader
            while let key = try reader.nextKey(in: "TypeMeta") {
                switch key.number {
                case 1: apiVersion = try reader.counted(key, "APIVersion").text
                case 2: kind = try reader.counted(key, "Kind").text
                default: try reader.skip(key)
                }
            }
        }

        /// The version behind the group.
        var version: String {
            let parts = apiVersion.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count > 2 ? "" : parts.last.map(String.init) ?? ""
        }

        func object() throws(WireError) -> JSONObject {
            var object: JSONObject = ["apiVersion": .string(apiVersion), "kind": .string(kind)]
            guard let type = TypeTable.message(kind, in: apiVersion) else { return object }
            var decoder = MessageDecoder()
            for (name, value) in try decoder.object(message, type) { object[name] = value }
            return object
        }
    }
}

extension TypeTable {
    /// The type of a kind; options of requests are of the version that they are sent to, whatever it is.
    fileprivate static func message(_ kind: String, in apiVersion: String) -> MessageDecoder.MessageType? {
        let isOptions = kind == ProtobufBody.deleteOptions
        let table = isOptions ? .metaV1 : TypeTable.of(apiVersion: apiVersion)
        guard let found = table?.resolve(kind), isOptions || found.definition.isKind else { return nil }
        return MessageDecoder.MessageType(table: found.table, definition: found.definition)
    }
}
