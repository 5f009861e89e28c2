// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A document that was read: its value, and where each part of it was written.
package struct YAMLDocument: Sendable {
    /// A step from a value to one of its parts.
    package enum Step: Sendable, Hashable {
        /// To a member of an object.
        case key(String)
        /// To an item of an array.
        case index(Int)
    }

    /// What the document says.
    package let value: JSONValue

    let outline: YAMLOutline

    /// Where the value at a path begins, or the innermost value around it when there is nothing at that path.
    package func position(of path: [Step]) -> YAMLPosition {
        innermostOutline(on: path).start
    }

    /// Where the key at a path begins; the same as `position(of:)` where the path ends in no key.
    package func position(ofKeyAt path: [Step]) -> YAMLPosition {
        let outline = innermostOutline(on: path)
        return outline.key ?? outline.start
    }

    private func innermostOutline(on path: [Step]) -> YAMLOutline {
        var (value, outline) = (value, outline)
        for step in path {
            guard let (number, child) = Self.child(of: value, at: step), outline.children.indices.contains(number)
            else {
                break
            }
            (value, outline) = (child, outline.children[number])
        }
        return outline
    }

    private static func child(of value: JSONValue, at step: Step) -> (number: Int, value: JSONValue)? {
        switch (value, step) {
        case (.array(let items), .index(let index)) where items.indices.contains(index):
            (index, items[index])
        case (.object(let members), .key(let key)):
            members.enumerated().first { $0.element.key == key }.map { ($0.offset, $0.element.value) }
        default:
            nil
        }
    }
}
