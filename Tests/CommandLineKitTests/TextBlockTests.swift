// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Testing

@Suite
struct TextBlockTests {
    @Test("lines are broken at the last space that fits")
    func breaking() {
        #expect(TextBlock("one two three").wrapped(to: 7) == "one two\nthree")
        #expect(TextBlock("one two three").wrapped(to: 8) == "one two\nthree")
        #expect(TextBlock("one two three").wrapped(to: 13) == "one two three")
    }

    @Test("a word that is wider than the text stands alone")
    func longWord() {
        #expect(TextBlock("a extraordinary b").wrapped(to: 5) == "a\nextraordinary\nb")
    }

    @Test("the first line is indented by one margin, and the others by another")
    func margins() {
        #expect(TextBlock("one two three").wrapped(to: 9, indent: 2, hanging: 4) == "  one two\n    three")
    }

    @Test("paragraphs and indented lines are kept")
    func paragraphs() {
        let text = "one\ntwo\n\n  kept   as it is\n\nthree"
        #expect(TextBlock(text).wrapped(to: 20) == "one two\n\n  kept   as it is\n\nthree")
    }

    @Test("a no-break space holds words together")
    func noBreak() {
        #expect(TextBlock("one two\u{A0}three").wrapped(to: 8) == "one\ntwo three")
    }
}
