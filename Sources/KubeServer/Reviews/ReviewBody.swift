// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Reads what clients ask in the form of objects.
enum ReviewBody {
    /// A body as the type that it must fit.
    static func read<Body: JSONDecodable>(_ object: JSONObject, _ kind: String) throws(APIFailure) -> Body {
        do throws(JSONError) {
            return try Body(decoding: .object(object))
        } catch {
            throw APIFailure.badRequest("\(kind) in version \"v1\" cannot be handled as a \(kind): \(error)")
        }
    }
}
