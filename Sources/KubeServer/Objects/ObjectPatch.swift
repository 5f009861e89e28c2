// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import KubeMerge

/// A change of an object that does not say the whole object.
enum ObjectPatch {
    case json(JSONPatch)
    case merge(JSONValue)
    case strategic(StrategicMergePatch)

    /// The media types that a patch of a resource may have; custom resources have no types to merge by.
    static func accepted(by resource: ServedResource) -> [String] {
        ["application/json-patch+json", "application/merge-patch+json"]
            + (resource.isBuiltIn ? ["application/strategic-merge-patch+json"] : [])
            + ["application/apply-patch+yaml"]
    }

    init(_ body: [UInt8], contentType: String, _ resource: ServedResource) throws(APIFailure) {
        let accepted = Self.accepted(by: resource)
        guard accepted.contains(contentType) else {
            throw APIFailure.unsupportedMediaType(contentType, accepted: accepted)
        }
        switch contentType {
        case "application/json-patch+json":
            self = .json(
                try Self.read(body) { bytes throws(JSONError) in
                    try JSONPatch(parsing: bytes)
                }
            )
        case "application/strategic-merge-patch+json":
            let patch = try ObjectBody.patch(body)
            do throws(MergeError) {
                self = .strategic(try StrategicMergePatch(.object(patch)))
            } catch {
                throw APIFailure(error)
            }
        default: self = .merge(.object(try ObjectBody.patch(body)))
        }
    }

    private static func read<Patch>(
        _ body: [UInt8],
        _ parse: ([UInt8]) throws(JSONError) -> Patch
    ) throws(APIFailure) -> Patch {
        do throws(JSONError) {
            return try parse(body)
        } catch {
            throw APIFailure.badRequest("error decoding patch: \(error)")
        }
    }

    /// The object with the patch applied.
    func applied(to object: JSONObject, _ resource: ServedResource) throws(APIFailure) -> JSONObject {
        var value = JSONValue.object(object)
        switch self {
        case .merge(let patch): value.merge(patch)
        case .strategic(let patch):
            do throws(MergeError) {
                value = try patch.applied(to: value, schema: resource.schema)
            } catch {
                throw APIFailure(error)
            }
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
        guard let patched = value.object else { throw APIFailure.badRequest("the patch leaves no object") }
        return patched
    }
}
