// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// YAML as `kubectl` reads and writes it: a notation for JSON values.
///
/// Where kubectl would lose something silently, reading is stricter: a key that is set twice is an error, so is a
/// `!!binary` value that is no text, and so is text after the end of a document. Numbers keep all their digits. What
/// kubectl refuses only because of how it splits files is read: directives such as `%YAML 1.2`, documents that begin on
/// their `---` line, and flow style at the root that is not JSON.
package enum YAML {
    /// The value of a text with one document; null when there is none.
    package static func parse(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> JSONValue {
        try document(in: bytes, limits: limits)?.value ?? .null
    }

    /// The only document of a text, with its positions; nil when the text holds nothing but comments.
    package static func document(
        in bytes: [UInt8],
        limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> YAMLDocument? {
        let documents = try documents(in: bytes, limits: limits)
        guard documents.count <= 1 else {
            let start = documents[1].position(of: JSONPointer())
            throw YAMLError(.manyDocuments, at: start, "a second document begins here, where one was expected")
        }
        return documents.first
    }

    /// The only document of a text in which keys may stand twice, as lenient readers have it; nil when there is none.
    package static func lenientDocument(
        in bytes: [UInt8],
        limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> YAMLDocument? {
        try compose(SourceText.body(of: bytes, limits: limits), limits: limits, allowsDuplicateKeys: true).first
    }

    /// The documents of a text, without those that are empty or null: separators may stand anywhere.
    package static func documents(
        in bytes: [UInt8],
        limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> [YAMLDocument] {
        let body = try SourceText.body(of: bytes, limits: limits)
        guard let values = JSONManifests.values(in: body, limits: limits) else {
            return try compose(body, limits: limits)
        }
        let outlines = (try? compose(body, limits: limits))?.map(\.outline) ?? []
        let start = YAMLOutline(start: YAMLPosition(line: 1, column: 1))
        return values.enumerated().map { number, value in
            YAMLDocument(value: value, outline: outlines.count == values.count ? outlines[number] : start)
        }
    }

    private static func compose(
        _ body: ArraySlice<UInt8>,
        limits: YAMLLimits,
        allowsDuplicateKeys: Bool = false
    ) throws(YAMLError) -> [YAMLDocument] {
        var composer = Composer(body, limits: limits, allowsDuplicateKeys: allowsDuplicateKeys)
        var documents: [YAMLDocument] = []
        while let document = try composer.nextDocument() {
            if document.value != .null { documents.append(document) }
        }
        return documents
    }

    /// A value as a YAML document, laid out like the output of `kubectl get -o yaml`.
    ///
    /// It reads back as the same value, but for numbers out of the range of a double: like kubectl, reading takes those
    /// that are too large for strings, and those that are too small for zero.
    package static func serialize(_ value: JSONValue, keyOrder: YAMLKeyOrder = .sorted) -> String {
        serialize(documents: [value], keyOrder: keyOrder)
    }

    /// Values as the documents of one YAML text.
    package static func serialize(documents: [JSONValue], keyOrder: YAMLKeyOrder = .sorted) -> String {
        var writer = YAMLWriter(keyOrder: keyOrder)
        for value in documents { writer.write(document: value) }
        return String(decoding: writer.output, as: UTF8.self)
    }
}
