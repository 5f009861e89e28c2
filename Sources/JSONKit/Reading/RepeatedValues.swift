// SPDX-License-Identifier: Apache-2.0

/// The values of which a document has several, by their text, so that each exists once in memory: label keys,
/// namespaces, whole sets of labels.
///
/// A list of ten thousand objects has few distinct ones, and whoever keeps the list keeps them. The table forgets: a
/// newcomer displaces whoever has its place, so that a document without repetitions costs little time and bounded memory.
/// An entry remembers where in the document its text stands, as two places of one text are compared faster than a text
/// and a value.
struct RepeatedValues<Value> {
    private struct Entry {
        var range = 0..<0
        var value: Value?
    }

    private static var fewestPlaces: Int { 16 }
    private static var mostPlaces: Int { 1024 }
    /// Longer texts are unlikely to repeat, and dear to compare.
    private static var longestText: Int { 512 }

    private var entries: [Entry] = []
    private var missesBeforeGrowth = 0

    /// The value of the text at a range of the document, if the table has it.
    func value(of range: Range<Int>, in document: RawSpan) -> Value? {
        guard !entries.isEmpty, range.count <= Self.longestText else { return nil }
        let entry = entries[place(of: range, in: document)]
        return document.isEqual(entry.range, range) ? entry.value : nil
    }

    /// Remembers the value of the text at a range of the document.
    mutating func insert(_ value: Value, for range: Range<Int>, in document: RawSpan) {
        guard range.count <= Self.longestText else { return }
        if missesBeforeGrowth == 0 { grow() }
        missesBeforeGrowth -= 1
        entries[place(of: range, in: document)] = Entry(range: range, value: value)
    }

    private func place(of range: Range<Int>, in document: RawSpan) -> Int {
        document.hash(of: range) & (entries.count - 1)
    }

    /// Begins again with a table twice as large: what is still repeated will soon be back.
    private mutating func grow() {
        let count = entries.isEmpty ? Self.fewestPlaces : min(entries.count * 2, Self.mostPlaces)
        missesBeforeGrowth = count == Self.mostPlaces ? .max : count
        entries = Array(repeating: Entry(), count: count)
    }
}

extension RawSpan {
    /// A number that differs for most texts.
    fileprivate func hash(of range: Range<Int>) -> Int {
        var hash = UInt64(truncatingIfNeeded: range.count)
        var offset = range.lowerBound
        while offset &+ 8 <= range.upperBound, let word = word(at: offset) {
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash &>> 32
            offset &+= 8
        }
        while offset < range.upperBound {
            hash = (hash ^ UInt64(byte(at: offset))) &* 0x9E37_79B9_7F4A_7C15
            offset &+= 1
        }
        return Int(truncatingIfNeeded: hash &>> 40)
    }
}
