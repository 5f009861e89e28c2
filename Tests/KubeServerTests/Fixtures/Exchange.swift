// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import Testing

/// A request and what is expected of its answer; the texts are those of a real API server.
struct Exchange: CustomTestStringConvertible, Sendable {
    var method = HTTPMethod.get
    var target: String
    var body = ""
    var type: String? = "application/json"
    var accept: String?
    var code = 200
    /// The message of the `Status`; empty for any.
    var message = ""
    /// The first `Warning`; empty for none.
    var warning = ""

    var testDescription: String {
        let what = body.isEmpty ? "" : " with \(body.prefix(80))"
        let how = accept.map { " accepting \($0)" } ?? ""
        return "\(method) \(target.prefix(100))\(what) as \(type ?? "nothing")\(how) is answered with \(code)"
    }
}
