// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// A server's answer to a request that it fulfilled.
package struct KubeResponse: Sendable {
    package let status: HTTPStatus
    package let fields: HTTPFields
    package let body: [UInt8]

    /// What the server wants people to know, such as that it dropped a field which it does not know.
    package var warnings: [String] { fields.kubernetesWarnings }
}

extension HTTPFields {
    /// The texts of all warnings of code 299 (RFC 7234, section 5.5), which is what Kubernetes sends.
    var kubernetesWarnings: [String] {
        values(of: "Warning").compactMap { value in
            guard value.hasPrefix("299 "), let quote = value.firstIndex(of: "\"") else { return nil }
            var text = ""
            var isEscaped = false
            for character in value[value.index(after: quote)...] {
                if !isEscaped, character == "\"" { return text }
                isEscaped = !isEscaped && character == "\\"
                if !isEscaped { text.append(character) }
            }
            return nil
        }
    }
}
