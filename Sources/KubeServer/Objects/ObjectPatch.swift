// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// A change of an object that does not say the whole object.
enum ObjectPatch {
    case json(JSONPatch)
    case merge(JSONValue)

    private static let accepted = ["application/json-patch+json", "application/merge-patch+json"]

    init(_ body: [UInt8], contentType: String) throws(APIFailure) {
        guard Self.accepted.contains(contentType) else {
            throw APIFailure.unsupportedMediaType(contentType, accepted: Self.accepted)
        }
        do throws(JSONError) {
            self =
                contentType.contains("json-patch")
                ? .json(try JSONPatch(parsing: body)) : .merge(try JSONValue(parsing: body))
        } catch {
            throw APIFailure.badRequest("error decoding patch: \(error)")
        }
    }

    /// The object with the patch applied.
    func applied(to object: JSONObject, name: String) throws(APIFailure) -> JSONObject {
        var value = JSONValue.object(object)
        switch self {
        case .merge(let patch): value.merge(patch)
        case .json(let patch):
            do {
                try patch.apply(to: &value)
            } catch {
                throw APIFailure(
                    422,
                    .invalid,
                    "the server rejected our request due to an error in our request: \(error)"
                )
            }
        }
        guard let patched = value.object else {
            throw APIFailure.badRequest("the patch leaves no object of \"\(name)\"")
        }
        return patched
    }
}
