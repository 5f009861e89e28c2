// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import Testing

@Suite("Percent-encoding and queries")
struct EncodingTests {
    @Test("every text comes back", arguments: ["", "plain-._~", "a b&c=d/e?f#g%+", "日本", "\u{0}\u{7F}\n"])
    func roundTrip(_ text: String) {
        #expect(PercentEncoding.decode(PercentEncoding.encode(text)) == text)
    }

    @Test("only unreserved characters stand for themselves")
    func encoded() {
        #expect(PercentEncoding.encode("az AZ09-._~/+") == "az%20AZ09-._~%2F%2B")
    }

    @Test(
        "broken escapes and bytes that are not UTF-8 are refused",
        arguments: ["%", "%4", "%zz", "a%4", "%ff", "%c3%28"]
    )
    func broken(_ text: String) {
        #expect(PercentEncoding.decode(text) == nil)
        #expect(HTTPQuery(parsing: "a=\(text)") == nil)
    }

    @Test("a query keeps order and repetition, and reads + as a space")
    func query() throws {
        let query = try #require(HTTPQuery(parsing: "b=1&a=x+y%2Bz&b=2&flag&=empty&&c=d=e"))
        #expect(query.items.map(\.name) == ["b", "a", "b", "flag", "", "c"])
        #expect(query.items.map(\.value) == ["1", "x y+z", "2", "", "empty", "d=e"])
        #expect(query["b"] == "1")
        #expect(query["absent"] == nil)
        #expect(HTTPQuery(parsing: query.encoded) == query)
    }
}
