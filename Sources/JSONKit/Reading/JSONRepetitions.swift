// SPDX-License-Identifier: Apache-2.0

/// What documents repeat, each of which exists once in memory: label keys, namespaces, reasons, whole sets of labels.
///
/// A list of ten thousand objects has few distinct ones, and whoever keeps the list keeps them. A reader has such tables
/// for its document; whoever reads many documents of one kind, such as the events of a watch, hands them on from one to
/// the next.
package struct JSONRepetitions: Sendable {
    var strings = RepeatedValues<String>()
    var dictionaries = RepeatedValues<[String: String]>()

    /// Nothing has been read.
    package init() {}
}

/// Values by the text that they were read from.
///
/// The table forgets: a newcomer displaces whoever has its place, so that memory is bounded; and it gives up where hardly
/// anything comes again.
struct RepeatedValues<Value: Sendable>: Sendable {
    private struct Entry {
        var hash = 0
        var text: [UInt8] = []
        var value: Value?
    }

    private static var fewestPlaces: Int { 16 }
    private static var mostPlaces: Int { 1024 }
    private var entries: [Entry] = []
    /// What may still be spent: a hit earns several times what a miss costs.
    private var credit = 512
    private var missesBeforeGrowth = 0

    /// Whether enough is repeated to go on.
    var isWorthwhile: Bool { credit > 0 }

    /// The value of a text, if the table has it.
    mutating func value(of text: RepeatedText, in document: RawSpan) -> Value? {
        guard !entries.isEmpty, !text.range.isEmpty else { return nil }
        let place = text.hash & (entries.count - 1)
        // The number tells most texts apart without a look at them.
        guard entries[place].hash == text.hash,
            unsafe document.extracting(text.range).isEqual(to: entries[place].text.span.bytes)
        else { return nil }
        credit = min(credit + 4, 4096)
        return entries[place].value
    }

    /// Remembers the value of a text.
    mutating func insert(_ value: Value, for text: RepeatedText, in document: RawSpan) {
        guard !text.range.isEmpty else { return }
        if missesBeforeGrowth == 0 { grow() }
        missesBeforeGrowth -= 1
        credit -= 1
        let bytes = unsafe document.extracting(text.range).withUnsafeBytes { unsafe Array($0) }
        entries[text.hash & (entries.count - 1)] = Entry(hash: text.hash, text: bytes, value: value)
    }

    /// Begins again with a table twice as large: what is still repeated will soon be back.
    private mutating func grow() {
        let count = entries.isEmpty ? Self.fewestPlaces : min(entries.count * 2, Self.mostPlaces)
        missesBeforeGrowth = count == Self.mostPlaces ? .max : count
        entries = Array(repeating: Entry(), count: count)
    }
}

/// A text that may come again, by its place in the document; an empty one is not remembered.
struct RepeatedText {
    /// Longer texts are unlikely to repeat, and dear to compare.
    private static let longest = 512

    let range: Range<Int>
    /// A number that differs for most texts, and does not depend on the place.
    let hash: Int

    /// The text at a range of the document.
    init(at range: Range<Int>, in document: RawSpan) {
        let isRemembered = range.count <= Self.longest
        self.range = isRemembered ? range : 0..<0
        hash = isRemembered ? document.hash(of: range) : 0
    }
}

extension RawSpan {
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
        return Int(truncatingIfNeeded: hash &>> 24)
    }
}
