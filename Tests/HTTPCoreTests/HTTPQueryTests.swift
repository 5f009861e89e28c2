// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import Testing

@Suite("Queries")
struct HTTPQueryTests {
    @Test(
        "broken escapes and bytes that are not UTF-8 are refused",
        arguments: ["%", "%4", "%zz", "a%4", "%ff", "%c3%28"]
    )
    func broken(_ text: String) {
        #expect(HTTPQuery(parsing: "a=\(text)") == nil)
        #expect(HTTPQuery(parsing: "\(text)=a") == nil)
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
