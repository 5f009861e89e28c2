// SPDX-License-Identifier: Apache-2.0

extension Timestamp {
    /// How many digits stand behind the decimal point of a second.
    package enum FractionDigits: Sendable {
        /// As many as are needed, none for a whole second.
        case shortest
        /// None: a Kubernetes `Time`.
        case none
        /// Three: a log line.
        case three
        /// Six: a Kubernetes `MicroTime`.
        case six
        /// Nine: everything that is there.
        case nine
    }

    /// The time as RFC 3339 has it, in UTC; digits that have no room are cut off.
    ///
    /// RFC 3339 ends at the year 9999 and begins at the year 0; a time outside is printed as the nearest inside.
    package func formatted(_ digits: FractionDigits = .shortest) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(30)
        append(to: &text, digits)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes the time as RFC 3339 has it behind what is in `text` already.
    package func append(to text: inout [UInt8], _ digits: FractionDigits = .shortest) {
        let time = min(max(self, Self.earliest), Self.latest)
        let (day, second) = Int(time.secondsSinceEpoch).flooredDivision(by: Self.secondsPerDay)
        let date = CivilDate(daysSinceEpoch: day)
        text.append(date.year, digits: 4)
        text.append(UInt8(ascii: "-"))
        text.append(date.month, digits: 2)
        text.append(UInt8(ascii: "-"))
        text.append(date.day, digits: 2)
        text.append(UInt8(ascii: "T"))
        text.append(timeOfDay: second)
        time.appendFraction(to: &text, digits)
        text.append(UInt8(ascii: "Z"))
    }

    private static let earliest = Timestamp(
        secondsSinceEpoch: Int64(CivilDate(year: 0, month: 1, day: 1).daysSinceEpoch * secondsPerDay)
    )
    private static let latest = Timestamp(
        secondsSinceEpoch: Int64(CivilDate(year: 10_000, month: 1, day: 1).daysSinceEpoch * secondsPerDay - 1),
        nanoseconds: Int32(nanosecondsPerSecond - 1)
    )

    private func appendFraction(to text: inout [UInt8], _ digits: FractionDigits) {
        var count =
            switch digits {
            case .none: 0
            case .three: 3
            case .six: 6
            case .nine, .shortest: 9
            }
        var value = Int(nanoseconds)
        for _ in count..<9 {
            value /= 10
        }
        if case .shortest = digits {
            while count > 0, value.isMultiple(of: 10) {
                value /= 10
                count -= 1
            }
        }
        guard count > 0 else { return }
        text.append(UInt8(ascii: "."))
        text.append(value, digits: count)
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String { formatted() }
}

extension [UInt8] {
    /// Writes a number with leading zeros.
    mutating func append(_ number: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits {
            divisor *= 10
        }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Writes the second of a day as `hh:mm:ss`.
    mutating func append(timeOfDay second: Int) {
        append(second / 3_600, digits: 2)
        append(UInt8(ascii: ":"))
        append(second / 60 % 60, digits: 2)
        append(UInt8(ascii: ":"))
        append(second % 60, digits: 2)
    }
}
