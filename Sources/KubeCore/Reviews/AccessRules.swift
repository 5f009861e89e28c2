// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What whoever asks may do in a namespace: the answer to a `SelfSubjectRulesReview`.
package struct AccessRules: Sendable, Hashable {
    /// Verbs on resources.
    package struct ResourceRule: Sendable, Hashable {
        package var verbs: [String] = []
        package var apiGroups: [String] = []
        package var resources: [String] = []
        /// The objects; none for all.
        package var resourceNames: [String] = []
    }

    /// Verbs on paths that are no resources.
    package struct PathRule: Sendable, Hashable {
        package var verbs: [String] = []
        package var paths: [String] = []
    }

    /// What is allowed; whatever no rule allows is forbidden.
    package var resourceRules: [ResourceRule] = []
    package var pathRules: [PathRule] = []
    /// Whether the server knows of more rules than it can list.
    package var isIncomplete = false

    package init() {}
}

extension AccessRules: ReviewAnswer {
    package mutating func readStatus(
        _ key: borrowing JSONKey,
        from reader: inout JSONReader
    ) throws(JSONError) {
        switch key {
        case "resourceRules": try reader.read(into: &resourceRules)
        case "nonResourceRules": try reader.read(into: &pathRules)
        case "incomplete": try reader.read(into: &isIncomplete)
        default: try reader.skipValue(of: key)
        }
    }
}

extension AccessRules.ResourceRule: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "verbs": try reader.read(into: &verbs)
            case "apiGroups": try reader.read(into: &apiGroups)
            case "resources": try reader.read(into: &resources)
            case "resourceNames": try reader.read(into: &resourceNames)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension AccessRules.PathRule: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "verbs": try reader.read(into: &verbs)
            case "nonResourceURLs": try reader.read(into: &paths)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
