// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Timestamp", .tags(.codec))
struct TimestampTests {
    struct Case: CustomTestStringConvertible {
        let text: String
        let seconds: Int64
        let nanoseconds: Int32
        let testDescription: String

        init(_ testDescription: String, _ text: String, _ seconds: Int64, _ nanoseconds: Int32 = 0) {
            self.testDescription = testDescription
            self.text = text
            self.seconds = seconds
            self.nanoseconds = nanoseconds
        }
    }

    @Test(
        "times as RFC 3339 allows them are read",
        arguments: [
            Case("the epoch", "1970-01-01T00:00:00Z", 0),
            Case("just before the epoch", "1969-12-31T23:59:59.5Z", -1, 500_000_000),
            Case("a Kubernetes time", "2026-11-20T10:11:12Z", 1_795_169_472),
            Case("a Kubernetes micro time", "2026-11-20T10:11:12.000345Z", 1_795_169_472, 345_000),
            Case("the examples of RFC 3339, first", "1985-04-12T23:20:50.52Z", 482_196_050, 520_000_000),
            Case("the examples of RFC 3339, second", "1996-12-19T16:39:57-08:00", 851_042_397),
            Case("the examples of RFC 3339, leap second", "1990-12-31T23:59:60Z", 662_688_000),
            Case("the examples of RFC 3339, leap second elsewhere", "1990-12-31T15:59:60-08:00", 662_688_000),
            Case("the examples of RFC 3339, Amsterdam", "1937-01-01T12:00:27.87+00:20", -1_041_337_173, 870_000_000),
            Case("lower case", "1970-01-01t00:00:01z", 1),
            Case("an offset that is unknown", "1970-01-01T00:00:01-00:00", 1),
            Case("the greatest offset", "1970-01-01T23:59:00+23:59", 0),
            Case("digits below a nanosecond", "1970-01-01T00:00:00.1234567899Z", 0, 123_456_789),
            Case("a leap day", "2024-02-29T00:00:00Z", 1_709_164_800),
            Case("a leap day of a century", "2000-02-29T00:00:00Z", 951_782_400),
            Case("the first of all", "0000-01-01T00:00:00Z", -62_167_219_200),
            Case("the last of all", "9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
        ]
    )
    func reads(row: Case) throws {
        let time = try Timestamp(parsing: row.text)
        #expect(time == Timestamp(secondsSinceEpoch: row.seconds, nanoseconds: row.nanoseconds))
        #expect(try Timestamp(parsing: time.description) == time)
    }

    @Test(
        "anything else is an error that says where",
        arguments: [
            ("", 0), ("2026-11-20", 10), ("2026-11-20 10:11:12Z", 10), ("2026-11-20T10:11:12", 19),
            ("2026-11-20T10:11:12 Z", 19), ("2026-13-20T10:11:12Z", 8), ("2026-00-20T10:11:12Z", 8),
            ("2026-02-29T10:11:12Z", 8), ("1900-02-29T10:11:12Z", 8), ("2026-11-31T10:11:12Z", 8),
            ("2026-11-00T10:11:12Z", 8), ("2026-11-20T24:00:00Z", 11), ("2026-11-20T10:60:00Z", 14),
            ("2026-11-20T10:11:61Z", 17), ("2026-11-20T23:59:60Z", 17), ("2026-12-31T12:59:60Z", 17),
            ("2026-11-20T10:11:12.Z", 20), ("2026-11-20T10:11:12,5Z", 19), ("2026-11-20T10:11:12Zx", 20),
            ("2026-11-20T10:11:12+1:00", 21), ("2026-11-20T10:11:12+0100", 22), ("2026-11-20T10:11:12+24:00", 20),
            ("2026-11-20T10:11:12+01:60", 23), ("2026-11-20T10:11:12+01:00:00", 25), ("2026-11-20T10:11:12+", 20),
            ("26-11-20T10:11:12.000Z", 2), ("+2026-11-20T10:11:12Z", 0), ("2026-1a-20T10:11:12Z", 6),
            ("２026-11-20T10:11:12Z", 0), ("2026-11-20T1\r:11:12Z", 12), ("2026\r11-20T10:11:12Z", 4),
        ]
    )
    func refuses(text: String, offset: Int) throws {
        let error = try #require(throws: TextFormatError.self) { try Timestamp(parsing: text) }
        #expect(error.code == .timestamp)
        #expect(error.offset == offset, "\(error)")
    }

    @Test("the fraction has as many digits as asked for, cut off rather than rounded")
    func fractions() {
        let time = Timestamp(secondsSinceEpoch: 1_795_169_472, nanoseconds: 987_650_999)
        #expect(time.formatted(.none) == "2026-11-20T10:11:12Z")
        #expect(time.formatted(.three) == "2026-11-20T10:11:12.987Z")
        #expect(time.formatted(.six) == "2026-11-20T10:11:12.987650Z")
        #expect(time.formatted(.nine) == "2026-11-20T10:11:12.987650999Z")
        #expect(Timestamp(secondsSinceEpoch: 0).formatted(.six) == "1970-01-01T00:00:00.000000Z")
        #expect(Timestamp(secondsSinceEpoch: 0, nanoseconds: 120_000_000).formatted() == "1970-01-01T00:00:00.12Z")
        #expect(Timestamp(secondsSinceEpoch: 0).formatted() == "1970-01-01T00:00:00Z")
        #expect(time.truncatedToSeconds.formatted() == time.formatted(.none))
    }

    @Test("a time that RFC 3339 cannot say is printed as the nearest that it can")
    func beyondTheCalendar() {
        #expect(Timestamp(secondsSinceEpoch: .max).formatted(.none) == "9999-12-31T23:59:59Z")
        #expect(Timestamp(secondsSinceEpoch: .min).formatted() == "0000-01-01T00:00:00Z")
    }

    @Test("adding durations carries over seconds in both directions")
    func arithmetic() {
        let time = Timestamp(secondsSinceEpoch: 10, nanoseconds: 900_000_000)
        #expect(time + .milliseconds(200) == Timestamp(secondsSinceEpoch: 11, nanoseconds: 100_000_000))
        #expect(time - .milliseconds(950) == Timestamp(secondsSinceEpoch: 9, nanoseconds: 950_000_000))
        #expect(time - .seconds(20) == Timestamp(secondsSinceEpoch: -10, nanoseconds: 900_000_000))
        #expect(Timestamp(secondsSinceEpoch: 11) - time == .milliseconds(100))
        #expect(time - Timestamp(secondsSinceEpoch: 11) == .milliseconds(-100))
    }

    @Test("random times survive printing and reading, and keep their order", arguments: Seed.some(4))
    func roundTrip(seed: Seed) throws {
        var random = SeededRandom(seed)
        var times: [Timestamp] = []
        for _ in 0..<2_000 {
            let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &random)
            let time = Timestamp(
                secondsSinceEpoch: seconds,
                nanoseconds: .random(in: 0..<1_000_000_000, using: &random)
            )
            #expect(try Timestamp(parsing: time.formatted(.nine)) == time)
            #expect(try Timestamp(parsing: time.formatted()) == time)
            times.append(time)
        }
        let byText = times.sorted { $0.formatted(.nine) < $1.formatted(.nine) }
        #expect(byText == times.sorted())
    }

    @Test("every day of eight centuries follows the one before as on a calendar")
    func everyDay() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let start = try Timestamp(parsing: "1600-01-01T00:00:00Z").secondsSinceEpoch
        var day: Int64 = 0
        var wrong: [String] = []
        for year in 1_600..<2_400 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for (month, length) in lengths.enumerated() {
                for dayOfMonth in 1...(month == 1 && isLeap ? 29 : length) {
                    let expected = "\(year)-\(twoDigits(month + 1))-\(twoDigits(dayOfMonth))T00:00:00Z"
                    let time = Timestamp(secondsSinceEpoch: start + day * 86_400)
                    if try time.formatted() != expected || Timestamp(parsing: expected) != time {
                        wrong.append(expected)
                    }
                    day += 1
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    private func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
