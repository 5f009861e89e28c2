// SPDX-License-Identifier: Apache-2.0

/// Times as HTTP headers have them (RFC 9110 section 5.6.7), to the second.
package enum HTTPDate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let longWeekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The text for a header: `Sun, 06 Nov 1994 08:49:37 GMT`.
    package static func format(_ time: Timestamp) -> String {
        let (day, second) = Int(time.secondsSinceEpoch).flooredDivision(by: Timestamp.secondsPerDay)
        let date = CivilDate(daysSinceEpoch: day)
        var text = Array("\(weekdays[date.weekday]), ".utf8)
        text.append(date.day, digits: 2)
        text.append(contentsOf: " \(months[date.month - 1]) ".utf8)
        text.append(date.year, digits: 4)
        text.append(UInt8(ascii: " "))
        text.append(timeOfDay: second)
        text.append(contentsOf: " GMT".utf8)
        return String(decoding: text, as: UTF8.self)
    }

    /// The time that a header's text stands for.
    ///
    /// A recipient must read the two obsolete forms as well: `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`. Whether the day of the week fits the date is not checked.
    package static func parse(_ text: some StringProtocol) throws(TextFormatError) -> Timestamp {
        var scanner = Scanner(text: Array(text.utf8))
        if let comma = scanner.text.firstIndex(of: UInt8(ascii: ",")) {
            return comma == 3 ? try fixedDate(&scanner) : try dateOfRFC850(&scanner)
        }
        return try dateOfC(&scanner)
    }

    private static func fixedDate(_ scanner: inout Scanner) throws(TextFormatError) -> Timestamp {
        _ = try scanner.oneOf(weekdays)
        try scanner.literal(", ")
        let day = try scanner.number(digits: 2)
        try scanner.literal(" ")
        let month = try scanner.oneOf(months) + 1
        try scanner.literal(" ")
        let year = try scanner.number(digits: 4)
        try scanner.literal(" ")
        let second = try scanner.timeOfDay()
        try scanner.literal(" GMT")
        return try scanner.time(CivilDate(year: year, month: month, day: day), second)
    }

    private static func dateOfRFC850(_ scanner: inout Scanner) throws(TextFormatError) -> Timestamp {
        _ = try scanner.oneOf(longWeekdays)
        try scanner.literal(", ")
        let day = try scanner.number(digits: 2)
        try scanner.literal("-")
        let month = try scanner.oneOf(months) + 1
        try scanner.literal("-")
        let year = try scanner.number(digits: 2)
        try scanner.literal(" ")
        let second = try scanner.timeOfDay()
        try scanner.literal(" GMT")
        // The form was obsolete before the century ended; two digits mean 1970 to 2069.
        let century = year < 70 ? 2_000 : 1_900
        return try scanner.time(CivilDate(year: century + year, month: month, day: day), second)
    }

    private static func dateOfC(_ scanner: inout Scanner) throws(TextFormatError) -> Timestamp {
        _ = try scanner.oneOf(weekdays)
        try scanner.literal(" ")
        let month = try scanner.oneOf(months) + 1
        try scanner.literal(" ")
        let isPadded = scanner.skip(UInt8(ascii: " "))
        let day = try scanner.number(digits: isPadded ? 1 : 2)
        try scanner.literal(" ")
        let second = try scanner.timeOfDay()
        try scanner.literal(" ")
        let year = try scanner.number(digits: 4)
        return try scanner.time(CivilDate(year: year, month: month, day: day), second)
    }
}

/// Reads a date from front to back.
private struct Scanner {
    let text: [UInt8]
    private var index = 0

    init(text: [UInt8]) {
        self.text = text
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func literal(_ literal: String) throws(TextFormatError) {
        guard text[index...].starts(with: literal.utf8) else {
            throw TextFormatError(.httpDate, "no `\(literal)`", at: index)
        }
        index += literal.utf8.count
    }

    /// The index of the word that stands here.
    mutating func oneOf(_ words: [String]) throws(TextFormatError) -> Int {
        guard let found = words.firstIndex(where: { text[index...].starts(with: $0.utf8) }) else {
            throw TextFormatError(.httpDate, "none of \(words.joined(separator: ", "))", at: index)
        }
        index += words[found].utf8.count
        return found
    }

    mutating func number(digits: Int, below limit: Int = .max) throws(TextFormatError) -> Int {
        let start = index
        var number = 0
        for _ in 0..<digits {
            guard index < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) else {
                throw TextFormatError(.httpDate, "a digit is missing", at: index)
            }
            number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        guard number < limit else {
            throw TextFormatError(.httpDate, "\(number), where at most \(limit - 1) is possible", at: start)
        }
        return number
    }

    /// The second of the day; a leap second is the second after it.
    mutating func timeOfDay() throws(TextFormatError) -> Int {
        let hour = try number(digits: 2, below: 24)
        try literal(":")
        let minute = try number(digits: 2, below: 60)
        try literal(":")
        let second = try number(digits: 2, below: 61)
        return hour * 3_600 + minute * 60 + second
    }

    func time(_ date: CivilDate, _ second: Int) throws(TextFormatError) -> Timestamp {
        guard index == text.count else { throw TextFormatError(.httpDate, "something behind the date", at: index) }
        guard date.exists else { throw TextFormatError(.httpDate, "no such day", at: 0) }
        return Timestamp(secondsSinceEpoch: Int64(date.daysSinceEpoch * Timestamp.secondsPerDay + second))
    }
}
