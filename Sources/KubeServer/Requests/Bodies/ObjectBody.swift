// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeSchema
internal import YAMLKit

/// An object as a client sends it.
struct ObjectBody {
    /// The object, with the kind and the version that it leaves out.
    let object: JSONObject
    /// The keys that stand twice.
    let duplicates: DuplicateKeys

    /// Reads a body (apimachinery, `pkg/runtime/serializer/json/json.go`).
    init(_ bytes: [UInt8], _ format: BodyFormat, as type: BodyType) throws(APIFailure) {
        guard format != .protobuf else {
            guard type.isBuiltIn, ProtobufBody.reads(type.kind, in: type.apiVersion) else {
                throw APIFailure.unsupportedMediaType(accepted: BodyFormat.accepted)
            }
            object = try ProtobufBody.object(in: bytes, expecting: type.kind, in: type.apiVersion)
            duplicates = DuplicateKeys()
            return
        }
        let tree: BodyTree
        do throws(BodyError) {
            tree = try BodyTree(bytes, format)
            object = try Self.object(in: tree.value, bytes, as: type)
        } catch {
            let summary = Self.summary(of: bytes)
            throw APIFailure.badRequest(
                "the object provided is unrecognized (must be of type \(type.kind)): \(error.text) (\(summary))"
            )
        }
        duplicates = tree.duplicates
    }

    private static func object(
        in value: JSONValue,
        _ bytes: [UInt8],
        as type: BodyType
    ) throws(BodyError) -> JSONObject {
        let header =
            #"struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }"#
        guard var object = value.isNull ? JSONObject() : value.object else {
            throw BodyError("couldn't get version/kind; json parse error: \(value.refusal(by: header))")
        }
        for field in ["apiVersion", "kind"] {
            guard let found = object[field], !found.isNull, found.string == nil else { continue }
            let refusal = "json: cannot unmarshal \(found.typeInGo) into Go struct field .\(field) of type string"
            throw BodyError("couldn't get version/kind; json parse error: \(refusal)")
        }
        let apiVersion = object.text("apiVersion")
        if apiVersion.count(where: { $0 == "/" }) > 1 {
            throw BodyError("unexpected GroupVersion string: \(apiVersion)")
        }
        if type.isBuiltIn {
            if apiVersion.isEmpty { object["apiVersion"] = .string(type.apiVersion) }
            if object.text("kind").isEmpty { object["kind"] = .string(type.kind) }
        } else if object.text("kind").isEmpty {
            throw BodyError("Object 'Kind' is missing in '\(String(decoding: bytes, as: UTF8.self))'")
        }
        return object
    }

    /// The beginning of a body, for the client to recognise it by.
    private static func summary(of bytes: [UInt8]) -> String {
        guard let first = bytes.first else { return "<empty>" }
        let start = Array(bytes.prefix(30))
        let text = first == UInt8(ascii: "{") ? String(decoding: start, as: UTF8.self) : Hex.encode(start)
        return bytes.count > start.count ? "\(text) ..." : text
    }
}

/// Why a body cannot be read, in the words of Go.
struct BodyError: Error {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}

extension BodyTree {
    /// Reads a text in one of the notations.
    init(_ bytes: [UInt8], _ format: BodyFormat) throws(BodyError) {
        switch format {
        case .json:
            do throws(JSONError) {
                try self.init(parsing: bytes)
            } catch {
                throw BodyError("couldn't get version/kind; json parse error: \(error.inGo(bytes))")
            }
        case .protobuf:
            throw BodyError("a message has no tree")
        case .yaml:
            do throws(YAMLError) {
                let document = try YAML.lenientDocument(in: bytes)
                let complaints = document?.duplicateKeys.map(\.inGo) ?? []
                self.init(document?.value ?? .null, duplicates: DuplicateKeys(complaints: complaints))
            } catch {
                throw BodyError(error.inGo)
            }
        }
    }
}
