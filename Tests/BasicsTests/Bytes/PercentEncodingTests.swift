// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Percent-encoding", .tags(.codec))
struct PercentEncodingTests {
    @Test("what is unreserved in RFC 3986 stands for itself, everything else is escaped in capitals")
    func encodes() {
        let unreserved = "ABCXYZabcxyz0189-._~"
        #expect(PercentEncoding.encode(unreserved) == unreserved)
        #expect(PercentEncoding.encode("a b+c/d?e=f&g%h") == "a%20b%2Bc%2Fd%3Fe%3Df%26g%25h")
        #expect(PercentEncoding.encode("/a b/ü", keeping: .unreservedAndSlash) == "/a%20b/%C3%BC")
        #expect(PercentEncoding.encode("\u{0}\u{7F}") == "%00%7F")
    }

    @Test("every character survives there and back")
    func roundTrip() throws {
        let text = String(String.UnicodeScalarView((0..<0x300).compactMap { Unicode.Scalar($0) })) + "日本🚢"
        #expect(try PercentEncoding.decode(PercentEncoding.encode(text)) == text)
    }

    @Test("escapes are read in either case, and plus is not a space")
    func decodes() throws {
        #expect(try PercentEncoding.decode("%c3%BC+%2f") == "ü+/")
    }

    @Test(
        "half an escape and what is no UTF-8 are errors",
        arguments: ["%", "a%2", "%zz", "%2g", "%FF", "%C3", "%ED%A0%80"]
    )
    func malformed(text: String) throws {
        let error = try #require(throws: TextFormatError.self) { try PercentEncoding.decode(text) }
        #expect(error.code == .percentEncoding)
    }
}
