// SPDX-License-Identifier: Apache-2.0

/// The strings that a document repeats, so that each exists once: label keys, namespaces, the names of managers.
///
/// A table of fixed size in which a newcomer displaces whoever has its place: it never grows, and a document without
/// repetitions pays a comparison of two numbers for each string. An entry remembers where in the document its string
/// stands, because comparing two places of one text is cheaper than looking into a `String`.
struct SharedStrings {
    private struct Entry {
        var range = 0..<0
        var string = ""
    }

    private static let placeBits = 7

    /// Empty until the first string comes, as most small documents share nothing.
    private var entries: [Entry] = []

    /// The string of some bytes that are known to be UTF-8 without escapes.
    mutating func string(in range: Range<Int>, of document: RawSpan) -> String {
        guard let first = document.word(at: range.lowerBound), let last = document.word(at: range.upperBound - 8) else {
            return document.string(in: range)
        }
        if entries.isEmpty { entries = Array(repeating: Entry(), count: 1 << Self.placeBits) }
        let place = Self.place(first: first, last: last, count: range.count)
        if document.isEqual(entries[place].range, range) { return entries[place].string }
        let string = document.string(in: range)
        entries[place] = Entry(range: range, string: string)
        return string
    }

    /// Mixes the ends and the length; the middle rarely tells strings apart that these do not.
    private static func place(first: UInt64, last: UInt64, count: Int) -> Int {
        guard count > 0 else { return 0 }
        // A word that is longer than the string also holds what stands around it, which is not to matter.
        let isShort = count < 8
        let surplus = UInt64(isShort ? 64 - count * 8 : 0)
        let mixed = (first &<< surplus) &* 0x9E37_79B9_7F4A_7C15 ^ (isShort ? 0 : last) &+ UInt64(count)
        return Int(truncatingIfNeeded: (mixed &* 0xD6E8_FEB8_6659_FD93) &>> UInt64(64 - placeBits))
    }
}
