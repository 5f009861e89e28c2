// SPDX-License-Identifier: Apache-2.0

/// The text of a document: finds where tokens end and what is wrong with them, and remembers nothing.
///
/// It is apart from ``JSONReader`` because a scanning function of the reader would be handed a copy of the whole reader,
/// just after its offset was written; this copy is two words that never change.
@usableFromInline
struct JSONText: ~Escapable {
    @usableFromInline let bytes: RawSpan

    @inlinable
    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) {
        self.bytes = bytes
    }

    /// The offset after a word that must stand at an offset: `true`, `false` or `null`.
    @usableFromInline
    func endOfWord(_ word: StaticString, from start: Int) throws(JSONError) -> Int {
        let end = start + word.utf8CodeUnitCount
        guard end <= bytes.byteCount, bytes.extracting(start..<end).isEqual(to: word) else {
            throw syntaxFailure(expected: "a value", at: start)
        }
        return end
    }
}
