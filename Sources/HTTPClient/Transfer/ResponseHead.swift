// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// The status and the fields of a final response.
struct ResponseHead: Equatable {
    var status: HTTPStatus
    var fields = HTTPFields()

    /// Takes away what describes a compression that curl has undone already.
    mutating func forgetCompression() {
        let encodings = fields.values(of: "Content-Encoding")
        guard encodings.contains(where: { !$0.isSameFieldName(as: "identity") }) else { return }
        fields["Content-Encoding"] = nil
        fields["Content-Length"] = nil
    }
}
