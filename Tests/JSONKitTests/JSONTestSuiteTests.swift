// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONKit
import Testing

/// Every file of Nicolas Seriot's JSONTestSuite: `y_` must be accepted, `n_` refused, and `i_` is ours to decide.
@Suite
struct JSONTestSuiteTests {
    struct File: CustomTestStringConvertible {
        let name: String

        var testDescription: String { name }
        var bytes: [UInt8] {
            get throws { try Array(Data(contentsOf: Self.folder.appending(path: name))) }
        }

        static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Suite")

        static func all(prefix: String) -> [File] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
            return names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted().map(File.init)
        }
    }

    enum Decision {
        case accepted
        case refused
    }

    static let decisions: [String: (decision: Decision, reason: String)] = [
        // Numbers are kept as they are written when neither 64 bits nor a double hold them.
        "i_number_double_huge_neg_exp.json": (.accepted, "kept as text, not rounded to zero"),
        "i_number_huge_exp.json": (.accepted, "kept as text, not rounded to infinity"),
        "i_number_neg_int_huge_exp.json": (.accepted, "kept as text, not rounded to infinity"),
        "i_number_pos_double_huge_exp.json": (.accepted, "kept as text, not rounded to infinity"),
        "i_number_real_neg_overflow.json": (.accepted, "kept as text, not rounded to infinity"),
        "i_number_real_pos_overflow.json": (.accepted, "kept as text, not rounded to infinity"),
        "i_number_real_underflow.json": (.accepted, "kept as text, not rounded to zero"),
        "i_number_too_big_neg_int.json": (.accepted, "kept as text, not rounded to a double"),
        "i_number_too_big_pos_int.json": (.accepted, "kept as text, not rounded to a double"),
        "i_number_very_big_negative_int.json": (.accepted, "kept as text, not rounded to a double"),
        // A String holds Unicode scalars; half a surrogate pair is none, and to replace it would change the document.
        "i_object_key_lone_2nd_surrogate.json": (.refused, "half a surrogate pair"),
        "i_string_1st_surrogate_but_2nd_missing.json": (.refused, "half a surrogate pair"),
        "i_string_1st_valid_surrogate_2nd_invalid.json": (.refused, "half a surrogate pair"),
        "i_string_incomplete_surrogate_and_escape_valid.json": (.refused, "half a surrogate pair"),
        "i_string_incomplete_surrogate_pair.json": (.refused, "half a surrogate pair"),
        "i_string_incomplete_surrogates_escape_valid.json": (.refused, "half a surrogate pair"),
        "i_string_invalid_lonely_surrogate.json": (.refused, "half a surrogate pair"),
        "i_string_invalid_surrogate.json": (.refused, "half a surrogate pair"),
        "i_string_inverted_surrogates_U+1D11E.json": (.refused, "a surrogate pair the wrong way round"),
        "i_string_lone_second_surrogate.json": (.refused, "half a surrogate pair"),
        // RFC 8259, section 8.1: text between systems is UTF-8.
        "i_string_UTF-16LE_with_BOM.json": (.refused, "not UTF-8"),
        "i_string_UTF-8_invalid_sequence.json": (.refused, "not UTF-8"),
        "i_string_UTF8_surrogate_U+D800.json": (.refused, "not UTF-8: an encoded surrogate"),
        "i_string_invalid_utf-8.json": (.refused, "not UTF-8"),
        "i_string_iso_latin_1.json": (.refused, "not UTF-8"),
        "i_string_lone_utf8_continuation_byte.json": (.refused, "not UTF-8"),
        "i_string_not_in_unicode_range.json": (.refused, "not UTF-8: above U+10FFFF"),
        "i_string_overlong_sequence_2_bytes.json": (.refused, "not UTF-8: an overlong form"),
        "i_string_overlong_sequence_6_bytes.json": (.refused, "not UTF-8: an overlong form"),
        "i_string_overlong_sequence_6_bytes_null.json": (.refused, "not UTF-8: an overlong form"),
        "i_string_truncated-utf-8.json": (.refused, "not UTF-8: cut off"),
        "i_string_utf16BE_no_BOM.json": (.refused, "not UTF-8"),
        "i_string_utf16LE_no_BOM.json": (.refused, "not UTF-8"),
        // Limits and marks.
        "i_structure_500_nested_arrays.json": (.accepted, "the limit is 512"),
        "i_structure_UTF-8_BOM_empty_object.json": (.refused, "a sender must not add the mark, and Go refuses it too"),
    ]

    /// The three ways through a document; they must agree.
    static func isAccepted(_ document: [UInt8]) -> [Bool] {
        [
            (try? JSONValue(parsing: document)) != nil,
            (try? SkippedValue(parsing: document)) != nil,
            (try? WalkedValue(parsing: document)) != nil,
        ]
    }

    @Test("a valid document is accepted", arguments: File.all(prefix: "y_"))
    func valid(file: File) throws {
        #expect(Self.isAccepted(try file.bytes) == [true, true, true])
    }

    @Test("an invalid document is refused", arguments: File.all(prefix: "n_"))
    func invalid(file: File) throws {
        #expect(Self.isAccepted(try file.bytes) == [false, false, false])
    }

    @Test("an open case is decided as the table says", arguments: File.all(prefix: "i_"))
    func open(file: File) throws {
        let decision = try #require(Self.decisions[file.name]).decision
        let expected = decision == .accepted
        #expect(Self.isAccepted(try file.bytes) == [expected, expected, expected])
    }

    @Test("the suite is complete, and each open case has a decision")
    func complete() {
        #expect(File.all(prefix: "y_").count == 95)
        #expect(File.all(prefix: "n_").count == 188)
        #expect(Set(File.all(prefix: "i_").map(\.name)) == Set(Self.decisions.keys))
    }
}
