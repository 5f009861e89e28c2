// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Who owns fields: a name, and the way in which it came to them.
package struct ManagerID: Sendable, Hashable {
    /// How a manager comes to own fields.
    package enum Operation: String, Sendable {
        /// By server-side apply: it owns what it intends.
        case apply = "Apply"
        /// By any other write: it owns what it changed.
        case update = "Update"
    }

    /// As the manager calls itself.
    package let name: String
    /// How it came to own fields; one name may stand for two managers.
    package let operation: Operation
    /// The version that was written; empty for `Apply`, of which there is one entry whatever the version.
    package let apiVersion: String
    /// The subresource that was written; empty for the resource itself.
    package let subresource: String

    package init(name: String, operation: Operation, apiVersion: String, subresource: String = "") {
        self.name = name
        self.operation = operation
        self.apiVersion = operation == .apply ? "" : apiVersion
        self.subresource = subresource
    }

    /// The text by which Kubernetes sorts managers.
    var sortingText: String {
        var object: JSONObject = ["manager": .string(name), "operation": .string(operation.rawValue)]
        if !apiVersion.isEmpty { object["apiVersion"] = .string(apiVersion) }
        if !subresource.isEmpty { object["subresource"] = .string(subresource) }
        return object.serializedText().escapedForHTML
    }
}

extension ManagerID: CustomStringConvertible {
    /// The manager as conflicts name it: `"kubectl" with subresource "scale" using apps/v1`.
    package var description: String {
        var text = name.quotedAsInGo
        if !subresource.isEmpty { text += " with subresource \(subresource.quotedAsInGo)" }
        if operation == .update { text += " using \(apiVersion)" }
        return text
    }
}
