// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Objects as clients send them.
enum ObjectBody {
    private static let accepted = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]

    /// The object in the body of a request.
    static func object(
        in body: [UInt8],
        contentType: String,
        _ resource: ServedResource
    ) throws(APIFailure) -> JSONObject {
        if contentType == ProtobufBody.mediaType, ProtobufBody.reads(resource.names.kind, in: resource.apiVersion) {
            return try ProtobufBody.object(in: body, expecting: resource.names.kind, in: resource.apiVersion)
        }
        guard ["application/json", ""].contains(contentType) else {
            throw APIFailure.unsupportedMediaType(contentType, accepted: accepted)
        }
        var object = try json(body)
        if resource.form != nil, object.text("kind").isEmpty { throw withoutKind(body, resource) }
        // A body may leave out what the path says.
        if object.text("apiVersion").isEmpty { object["apiVersion"] = .string(resource.apiVersion) }
        if object.text("kind").isEmpty { object["kind"] = .string(resource.names.kind) }
        return object
    }

    /// What a definition has made has no type by which a body could be known.
    private static func withoutKind(_ body: [UInt8], _ resource: ServedResource) -> APIFailure {
        let text = String(decoding: body, as: UTF8.self)
        let summary = body.count > 30 ? "\(String(decoding: body.prefix(30), as: UTF8.self)) ..." : text
        return .badRequest(
            "the object provided is unrecognized (must be of type \(resource.names.kind)): Object 'Kind' is missing in "
                + "'\(text)' (\(summary))"
        )
    }

    /// The object that a patch or an intent is.
    static func patch(_ body: [UInt8]) throws(APIFailure) -> JSONObject {
        do throws(JSONError) {
            return try JSONObject(parsing: body)
        } catch {
            throw APIFailure.badRequest("error decoding patch: \(error)")
        }
    }

    /// An object of JSON, or a failure that says where it ends to be one.
    static func json(_ body: [UInt8]) throws(APIFailure) -> JSONObject {
        do throws(JSONError) {
            return try JSONObject(parsing: body)
        } catch {
            throw APIFailure.badRequest("the object provided is unrecognized (must be JSON): \(error)")
        }
    }
}
