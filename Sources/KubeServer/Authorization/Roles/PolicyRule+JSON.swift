// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension PolicyRule: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init(verbs: [])
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "verbs": try reader.read(into: &verbs)
            case "apiGroups": try reader.read(into: &groups)
            case "resources": try reader.read(into: &resources)
            case "resourceNames": try reader.read(into: &names)
            case "nonResourceURLs": try reader.read(into: &paths)
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// The rule as it stands in the tree of a role.
    package var tree: JSONValue {
        let lists = [
            ("apiGroups", groups), ("resources", resources), ("resourceNames", names), ("nonResourceURLs", paths),
        ]
        var object: JSONObject = ["verbs": .strings(verbs)]
        for (name, values) in lists where !values.isEmpty { object[name] = .strings(values) }
        return .object(object)
    }
}

extension JSONValue {
    /// A list of strings.
    static func strings(_ values: some Sequence<String>) -> JSONValue {
        .array(values.map { .string($0) })
    }
}
