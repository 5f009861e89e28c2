// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("HTTP date", .tags(.codec))
struct HTTPDateTests {
    @Test(
        "the three forms of RFC 9110 are read",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ]
    )
    func examplesOfTheRFC(text: String) throws {
        #expect(try HTTPDate.parse(text) == Timestamp(parsing: "1994-11-06T08:49:37Z"))
    }

    @Test("what is written is the preferred form")
    func writes() throws {
        #expect(HTTPDate.format(try Timestamp(parsing: "1994-11-06T08:49:37.9Z")) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.format(Timestamp(secondsSinceEpoch: 0)) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.format(try Timestamp(parsing: "2026-11-20T00:00:00Z")) == "Fri, 20 Nov 2026 00:00:00 GMT")
    }

    @Test("two digits of a year mean 1970 to 2069")
    func centuries() throws {
        #expect(try HTTPDate.parse("Thursday, 01-Jan-70 00:00:00 GMT") == Timestamp(secondsSinceEpoch: 0))
        #expect(
            try HTTPDate.parse("Tuesday, 31-Dec-69 23:59:59 GMT") == Timestamp(parsing: "2069-12-31T23:59:59Z")
        )
    }

    @Test("random times survive there and back", arguments: Seed.some(2))
    func roundTrip(seed: Seed) throws {
        var random = SeededRandom(seed)
        for _ in 0..<1_000 {
            let time = Timestamp(secondsSinceEpoch: .random(in: 0..<253_402_300_800, using: &random))
            #expect(try HTTPDate.parse(HTTPDate.format(time)) == time)
        }
    }

    @Test(
        "anything else is an error",
        arguments: [
            "", "Sun", "120", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
            "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ", "Son, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994", ",", "Sun Nov  6 08:49:37 1994 GMT",
        ]
    )
    func refuses(text: String) throws {
        let error = try #require(throws: TextFormatError.self) { try HTTPDate.parse(text) }
        #expect(error.code == .httpDate)
    }
}
