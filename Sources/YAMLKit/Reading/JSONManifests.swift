// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// Manifests that are JSON.
///
/// YAML contains JSON but for a few corners, such as emoji written as two `\u` escapes, or objects one after the other
/// without separators. Like kubectl, a text that begins with `{` is therefore tried as JSON first.
enum JSONManifests {
    /// The values of a text, or nil when it is not JSON and YAML is to say what is wrong with it.
    static func values(in body: ArraySlice<UInt8>, limits: YAMLLimits) -> [JSONValue]? {
        let isWhitespace: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0D ~= $0 }
        guard body.first(where: { !isWhitespace($0) }) == UInt8(ascii: "{") else { return nil }
        var options = JSONReader.Options()
        options.maximumDepth = limits.depth
        options.duplicateKeys = .refused
        guard let values = try? values(in: unsafe body.span.bytes, options: options) else { return nil }
        return values.allSatisfy { $0.kind == .object && hasOnlyDoubles($0) } ? values : nil
    }

    private static let zero = JSONNumber(Int64(0))

    /// Whether no number is too large or too small for a double; how kubectl reads such a text is for YAML to say.
    private static func hasOnlyDoubles(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let number): number.nearestDouble.isFinite && (number.nearestDouble != 0 || number == zero)
        case .array(let items): items.allSatisfy(hasOnlyDoubles)
        case .object(let object): object.allSatisfy { hasOnlyDoubles($0.value) }
        case .null, .bool, .string: true
        }
    }

    private static func values(in text: RawSpan, options: JSONReader.Options) throws(JSONError) -> [JSONValue] {
        var reader = try JSONReader(text, options: options)
        var values: [JSONValue] = []
        while reader.significantByte() != 0 {
            values.append(try JSONValue(from: &reader))
        }
        try reader.finish()
        return values
    }
}
