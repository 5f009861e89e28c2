// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A document that was read: its value, and where each part of it was written.
package struct YAMLDocument: Sendable {
    /// What the document says.
    package let value: JSONValue

    let outline: YAMLOutline

    /// The keys that stand twice in a mapping, where that is allowed; of two the last counts.
    package let duplicateKeys: [DuplicateKey]

    /// A key that its mapping has already.
    package struct DuplicateKey: Sendable, Hashable {
        package let key: String
        package let position: YAMLPosition
    }

    init(value: JSONValue, outline: YAMLOutline, duplicateKeys: [DuplicateKey] = []) {
        self.value = value
        self.outline = outline
        self.duplicateKeys = duplicateKeys
    }

    /// Where the value at a place begins, or the innermost value around it when there is nothing at that place.
    package func position(of place: JSONPointer) -> YAMLPosition {
        innermostOutline(on: place).start
    }

    /// Where the key at a place begins; the same as `position(of:)` where the last step leads to no key.
    package func position(ofKeyAt place: JSONPointer) -> YAMLPosition {
        let outline = innermostOutline(on: place)
        return outline.key ?? outline.start
    }

    private func innermostOutline(on place: JSONPointer) -> YAMLOutline {
        var (value, outline) = (value, outline)
        for token in place.tokens {
            guard let (number, child) = Self.child(of: value, at: token), outline.children.indices.contains(number)
            else { break }
            (value, outline) = (child, outline.children[number])
        }
        return outline
    }

    private static func child(of value: JSONValue, at token: String) -> (number: Int, value: JSONValue)? {
        switch value {
        case .array(let items):
            Int(token).flatMap { items.indices.contains($0) ? ($0, items[$0]) : nil }
        case .object(let members):
            members.enumerated().first { $0.element.key.utf8.elementsEqual(token.utf8) }.map {
                ($0.offset, $0.element.value)
            }
        default:
            nil
        }
    }
}
