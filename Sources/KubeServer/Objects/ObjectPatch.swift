// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import KubeMerge
internal import KubeSchema

/// A change of an object that does not say the whole object (apiserver, `pkg/endpoints/handlers/patch.go`).
struct ObjectPatch {
    private enum Change {
        case json(JSONPatch)
        case merge(JSONValue)
        case strategic(StrategicMergePatch)
    }

    /// The notations of patches, and of the intents that server-side apply takes.
    enum Format: String, Sendable {
        case json = "application/json-patch+json"
        case merge = "application/merge-patch+json"
        case strategic = "application/strategic-merge-patch+json"
        case apply = "application/apply-patch+yaml"

        /// The notation of a `Content-Type` field, if objects of a resource may be patched in it.
        ///
        /// Custom resources have no types to merge by.
        init(contentType: String?, _ resource: ServedResource) throws(APIFailure) {
            let text = (contentType ?? "").prefix { $0 != ";" }
            guard let format = Format(rawValue: String(text)), resource.isBuiltIn || format != .strategic else {
                // Kubernetes refuses its own kinds in its router, which does not say what it would take.
                if resource.isBuiltIn {
                    throw APIFailure(415, .unsupportedMediaType, "415: Unsupported Media Type").withDetails
                }
                throw APIFailure.unsupportedMediaType(accepted: [Self.json, .merge, .apply].map(\.rawValue))
            }
            self = format
        }
    }

    private static let operationsLimit = 10_000

    private let change: Change
    /// What is said when the patched object cannot be read, and what stands twice in the patch.
    let origin: WriteContext.Origin
    let duplicates: DuplicateKeys

    init(_ body: [UInt8], _ format: Format) throws(APIFailure) {
        switch format {
        case .json:
            let value = try Self.tree(body, "error decoding patch: ").value
            guard let operations = value.array else {
                let complaint = value.refusal(by: "[]handlers.jsonPatchOp")
                throw APIFailure.badRequest("error decoding patch: \(complaint)")
            }
            guard operations.count <= Self.operationsLimit else { throw Self.tooManyOperations(operations.count) }
            change = .json(try Self.jsonPatch(body))
            (origin, duplicates) = (.patch, DuplicateKeys())
        case .merge, .apply:
            let tree = try Self.tree(body, "error decoding patch: ")
            if tree.value.isNull { throw APIFailure.badRequest("Invalid JSON Patch") }
            try Self.checkObject(tree.value, "error decoding patch: ")
            change = .merge(tree.value)
            (origin, duplicates) = (.patch, tree.duplicates)
        case .strategic:
            let tree = try Self.tree(body, "")
            try Self.checkObject(tree.value, "")
            do throws(MergeError) {
                change = .strategic(try StrategicMergePatch(tree.value))
            } catch {
                throw APIFailure(error)
            }
            (origin, duplicates) = (.strategicPatch(tree.value), tree.duplicates)
        }
    }

    /// The object with the patch applied.
    func applied(to object: JSONObject, schema: Schema?) throws(APIFailure) -> JSONObject {
        var value = JSONValue.object(object)
        switch change {
        case .merge(let patch): value.merge(patch)
        case .strategic(let patch):
            do throws(MergeError) {
                value = try patch.applied(to: value, schema: schema)
            } catch {
                throw APIFailure(error)
            }
        case .json(let patch):
            do {
                try patch.apply(to: &value, missingMembers: .null)
            } catch {
                throw Self.inapplicable
            }
        }
        guard let patched = value.object else { throw Self.inapplicable }
        return patched
    }
}

extension ObjectPatch {
    private static func tree(_ body: [UInt8], _ attempt: String) throws(APIFailure) -> BodyTree {
        do throws(JSONError) {
            return try BodyTree(parsing: body)
        } catch {
            throw APIFailure.badRequest(attempt + error.inGo(body))
        }
    }

    private static func checkObject(_ value: JSONValue, _ attempt: String) throws(APIFailure) {
        guard value.object == nil else { return }
        throw APIFailure.badRequest(attempt + value.refusal(by: "map[string]interface {}"))
    }

    private static func jsonPatch(_ body: [UInt8]) throws(APIFailure) -> JSONPatch {
        do throws(JSONError) {
            return try JSONPatch(parsing: body)
        } catch {
            throw inapplicable
        }
    }

    private static func tooManyOperations(_ count: Int) -> APIFailure {
        let limit = "The allowed maximum operations in a JSON patch is \(operationsLimit), got \(count)"
        return APIFailure(413, .requestEntityTooLarge, "Request entity too large: \(limit)")
    }

    /// Kubernetes does not say which operation failed, nor why.
    private static var inapplicable: APIFailure {
        APIFailure(422, .invalid, "the server rejected our request due to an error in our request").withDetails
    }
}
