// SPDX-License-Identifier: Apache-2.0

/// A text that is not what Kubernetes demands in its place: a name, a selector, an `apiVersion`.
package struct KubeFormatError: Error, Hashable {
    /// What the text was meant to be.
    package enum Code: String, Sendable {
        case apiVersion = "apiVersion"
        case resourceName = "resource name"
        case namespace = "namespace"
        case labelSelector = "label selector"
        case fieldSelector = "field selector"
        case resourceVersion = "resourceVersion"
        case quantity = "quantity"
        case path = "path"
    }

    /// What the text was meant to be.
    package let code: Code
    /// What is wrong, with the text.
    package let message: String

    /// An error about one text.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension KubeFormatError: CustomStringConvertible {
    package var description: String { "invalid \(code.rawValue): \(message)" }
}
