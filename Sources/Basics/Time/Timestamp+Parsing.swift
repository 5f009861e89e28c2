// SPDX-License-Identifier: Apache-2.0

extension Timestamp {
    /// The time that an RFC 3339 text stands for.
    package init(parsing text: some StringProtocol) throws(TextFormatError) {
        let text = String(text)
        try self.init(parsing: text.utf8.span)
    }

    /// The time that an RFC 3339 text, given as ASCII, stands for.
    ///
    /// Any offset and any number of fraction digits are read; what lies below a nanosecond is dropped. The second 60
    /// is accepted where a leap second can be, at the end of a month in UTC, and is the second after it.
    package init(parsing text: Span<UInt8>) throws(TextFormatError) {
        guard text.count >= "1970-01-01T00:00:00Z".utf8.count else {
            throw TextFormatError(.timestamp, "too short", at: text.count)
        }
        let date = CivilDate(
            year: try text.number(at: 0, digits: 4),
            month: try text.number(at: 5, digits: 2),
            day: try text.number(at: 8, digits: 2)
        )
        try text.expect("-", at: 4)
        try text.expect("-", at: 7)
        try text.expect("T", at: 10)
        try text.expect(":", at: 13)
        try text.expect(":", at: 16)
        guard date.exists else { throw TextFormatError(.timestamp, "no such day", at: 8) }
        let hour = try text.number(at: 11, digits: 2, below: 24)
        let minute = try text.number(at: 14, digits: 2, below: 60)
        let second = try text.number(at: 17, digits: 2, below: 61)
        let (nanoseconds, end) = try text.fraction(at: 19)
        let offset = try text.offset(at: end)

        let local = date.daysSinceEpoch * Self.secondsPerDay + hour * 3_600 + minute * 60 + second
        let seconds = local - offset
        guard second < 60 || Self.canFollowLeapSecond(seconds) else {
            throw TextFormatError(.timestamp, "a leap second elsewhere than at the end of a month", at: 17)
        }
        self.init(secondsSinceEpoch: Int64(seconds), nanoseconds: nanoseconds)
    }

    /// Whether a month begins here; leap seconds are inserted before (ITU-R TF.460).
    private static func canFollowLeapSecond(_ seconds: Int) -> Bool {
        let (day, second) = seconds.flooredDivision(by: secondsPerDay)
        return second == 0 && CivilDate(daysSinceEpoch: day).day == 1
    }
}

extension Span<UInt8> {
    fileprivate func number(at start: Int, digits: Int, below limit: Int = .max) throws(TextFormatError) -> Int {
        var number = 0
        for index in start..<start + digits {
            guard index < count, let digit = decimal(at: index) else {
                throw TextFormatError(.timestamp, "a digit is missing", at: Swift.min(index, count))
            }
            number = number * 10 + digit
        }
        guard number < limit else {
            throw TextFormatError(.timestamp, "\(number), where at most \(limit - 1) is possible", at: start)
        }
        return number
    }

    fileprivate func expect(_ character: Unicode.Scalar, at index: Int) throws(TextFormatError) {
        guard has(character, at: index) else {
            throw TextFormatError(.timestamp, "no `\(character)`", at: Swift.min(index, count))
        }
    }

    /// RFC 3339 section 5.6 allows `t` and `z` as well.
    private func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
        guard index < count else { return false }
        switch character {
        case "T", "Z": return self[index] & ~0x20 == UInt8(ascii: character)
        default: return self[index] == UInt8(ascii: character)
        }
    }

    private func decimal(at index: Int) -> Int? {
        let digit = self[index] &- UInt8(ascii: "0")
        return digit < 10 ? Int(digit) : nil
    }

    /// The nanoseconds of a fraction, when there is one, and where it ends.
    fileprivate func fraction(at start: Int) throws(TextFormatError) -> (nanoseconds: Int32, end: Int) {
        guard self[start] == UInt8(ascii: ".") else { return (0, start) }
        var index = start + 1
        var nanoseconds: Int32 = 0
        var place: Int32 = 100_000_000
        while index < count, let digit = decimal(at: index) {
            nanoseconds += Int32(digit) * place
            place /= 10
            index += 1
        }
        guard index > start + 1 else { throw TextFormatError(.timestamp, "a fraction without digits", at: index) }
        return (nanoseconds, index)
    }

    /// The seconds by which the local time is ahead of UTC; nothing may follow.
    fileprivate func offset(at start: Int) throws(TextFormatError) -> Int {
        let isUTC = has("Z", at: start)
        let isAhead = has("+", at: start)
        guard isUTC || isAhead || has("-", at: start) else {
            throw TextFormatError(.timestamp, "no offset (`Z` or `+hh:mm`)", at: start)
        }
        let end = isUTC ? start + 1 : start + 6
        var seconds = 0
        if !isUTC {
            let hours = try number(at: start + 1, digits: 2, below: 24)
            try expect(":", at: start + 3)
            let minutes = try number(at: start + 4, digits: 2, below: 60)
            seconds = hours * 3_600 + minutes * 60
        }
        guard count == end else { throw TextFormatError(.timestamp, "something behind the offset", at: end) }
        return isAhead ? seconds : -seconds
    }
}
