// SPDX-License-Identifier: Apache-2.0

/// A set of scalars.
struct ScalarClass: Sendable {
    /// The scalars below 128, as bits.
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var ranges: [ClosedRange<UInt32>] = []
    private var categories: [(ScalarCategory, isExcluded: Bool)] = []
    /// Scalars of other classes that are in this one if they are not in those.
    private var complements: [ScalarClass] = []
    var isNegated = false
    var ignoresCase = false

    init() {}

    init(_ ranges: ClosedRange<Unicode.Scalar>...) {
        for range in ranges { insert(range) }
    }

    mutating func insert(_ scalar: Unicode.Scalar) {
        insert(scalar...scalar)
    }

    mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
        let (first, last) = (range.lowerBound.value, range.upperBound.value)
        if first < 128 {
            for value in first...min(last, 127) {
                if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
            }
        }
        if last >= 128 { ranges.append(max(first, 128)...last) }
    }

    mutating func insert(_ category: ScalarCategory, isExcluded: Bool) {
        categories.append((category, isExcluded))
    }

    mutating func insert(_ other: ScalarClass) {
        guard !other.isNegated else {
            complements.append(other)
            return
        }
        low |= other.low
        high |= other.high
        ranges += other.ranges
        categories += other.categories
        complements += other.complements
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        (holds(scalar) || ignoresCase && holdsInOtherCase(scalar)) != isNegated
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 {
            if low & (1 << UInt64(value)) != 0 { return true }
        } else if value < 128 {
            if high & (1 << UInt64(value - 64)) != 0 { return true }
        } else if ranges.contains(where: { $0.contains(value) }) {
            return true
        }
        if categories.isEmpty, complements.isEmpty { return false }
        return categories.contains { $0.0.contains(scalar) != $0.isExcluded }
            || complements.contains { $0.contains(scalar) }
    }

    private func holdsInOtherCase(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return [properties.lowercaseMapping, properties.uppercaseMapping].contains { mapping in
            mapping.unicodeScalars.count == 1 && mapping.unicodeScalars.first.map(holds) == true
        }
    }

    static let digit = ScalarClass("0"..."9")
    static let word = ScalarClass("0"..."9", "A"..."Z", "a"..."z", "_"..."_")
    static let space = ScalarClass("\t"..."\n", "\u{C}"..."\r", " "..." ")

    /// Every scalar, or every one that does not end a line.
    static func any(butLineEnd isLimited: Bool) -> ScalarClass {
        var scalars = ScalarClass()
        if isLimited { scalars.insert("\n") }
        scalars.isNegated = true
        return scalars
    }

    /// The classes that `[:name:]` stands for.
    static func posix(_ name: String) -> ScalarClass? {
        switch name {
        case "alnum": ScalarClass("0"..."9", "A"..."Z", "a"..."z")
        case "alpha": ScalarClass("A"..."Z", "a"..."z")
        case "ascii": ScalarClass("\0"..."\u{7F}")
        case "blank": ScalarClass("\t"..."\t", " "..." ")
        case "cntrl": ScalarClass("\0"..."\u{1F}", "\u{7F}"..."\u{7F}")
        case "digit": .digit
        case "graph": ScalarClass("!"..."~")
        case "lower": ScalarClass("a"..."z")
        case "print": ScalarClass(" "..."~")
        case "punct": ScalarClass("!"..."/", ":"..."@", "["..."`", "{"..."~")
        case "space": ScalarClass("\t"..."\r", " "..." ")
        case "upper": ScalarClass("A"..."Z")
        case "word": .word
        case "xdigit": ScalarClass("0"..."9", "A"..."F", "a"..."f")
        default: nil
        }
    }
}
