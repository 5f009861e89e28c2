// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension LabelSelector: JSONDecodable {
    /// Reads the form of the field `selector` of deployments and of custom resources: `matchLabels` and
    /// `matchExpressions`.
    ///
    /// An empty selector means everything. An absent one means nothing, so it is an optional to whoever has the field.
    package init(from reader: inout JSONReader) throws(JSONError) {
        var labels: [String: String] = [:]
        var expressions: [MatchExpression] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "matchLabels": try reader.read(into: &labels)
            case "matchExpressions": try reader.read(into: &expressions)
            default: try reader.skipValue(of: key)
            }
        }
        do {
            let equalities = try LabelSelector(matching: labels).requirements
            var requirements: [LabelRequirement] = []
            for expression in expressions { requirements.append(try expression.requirement()) }
            self.init(equalities + requirements)
        } catch {
            throw reader.invalidValue(error.description)
        }
    }
}

/// One of a selector's `matchExpressions`.
private struct MatchExpression: JSONDecodable {
    var key = ""
    var operation = ""
    var values: [String] = []

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "key": try reader.read(into: &self.key)
            case "operator": try reader.read(into: &operation)
            case "values": try reader.read(into: &values)
            default: try reader.skipValue(of: key)
            }
        }
    }

    func requirement() throws(KubeFormatError) -> LabelRequirement {
        switch operation {
        case "In": return try LabelRequirement(key, .isIn(Set(values)))
        case "NotIn": return try LabelRequirement(key, .isNotIn(Set(values)))
        case "Exists" where values.isEmpty: return try LabelRequirement(key, .exists)
        case "DoesNotExist" where values.isEmpty: return try LabelRequirement(key, .doesNotExist)
        case "Exists", "DoesNotExist":
            throw KubeFormatError(.labelSelector, "\"\(key)\": \(operation) takes no values")
        default:
            let known = "In, NotIn, Exists or DoesNotExist"
            throw KubeFormatError(.labelSelector, "\"\(key)\": \"\(operation)\" is no operator; expected \(known)")
        }
    }
}
