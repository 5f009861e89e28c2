// SPDX-License-Identifier: Apache-2.0

import KubeCore
import TestSupport
import Testing

/// The comparison of KEP-5504.
@Suite("85: resource versions", .tags(.codec))
struct ResourceVersionTests {
    struct Case: CustomTestStringConvertible {
        let left: String
        let right: String
        let order: ResourceVersion.Order
        var testDescription: String { "\(left) is \(order) to \(right)" }

        init(_ left: String, _ order: ResourceVersion.Order, _ right: String) {
            self.left = left
            self.right = right
            self.order = order
        }
    }

    static let rows: [Case] = [
        Case("1", .same, "1"),
        Case("1", .older, "2"),
        Case("2", .newer, "1"),
        Case("9", .older, "10"),
        Case("10", .newer, "9"),
        Case("99", .older, "100"),
        Case("123456", .older, "123465"),
        // Beyond 64 and at the end of 128 bits.
        Case("18446744073709551615", .older, "18446744073709551616"),
        Case("340282366920938463463374607431768211455", .newer, "340282366920938463463374607431768211454"),
        Case("340282366920938463463374607431768211455", .newer, "99999999999999999999999999999999999999"),
    ]

    @Test("numbers of any length are compared", arguments: rows)
    func compare(_ row: Case) throws {
        let left = ResourceVersion(row.left)
        let right = ResourceVersion(row.right)
        #expect(try ResourceVersion.compare(left, right) == row.order)
        #expect(left.isOlder(than: right) == (row.order == .older))
    }

    @Test(
        "what is no whole number above zero is an error on either side, not older",
        arguments: ["", "0", "01", "-1", "+1", "1.5", "1e3", "0x1", "abc", " 1", "1 ", "１"]
    )
    func malformed(_ text: String) {
        let malformed = ResourceVersion(text)
        let good = ResourceVersion("1")
        #expect(!malformed.isComparable)
        #expect(throws: KubeFormatError.self) { try ResourceVersion.compare(malformed, good) }
        #expect(throws: KubeFormatError.self) { try ResourceVersion.compare(good, malformed) }
        #expect(malformed.isOlder(than: good) == nil)
        #expect(good.isOlder(than: malformed) == nil)
    }

    @Test("the error names the version that is no number")
    func message() {
        let error = #expect(throws: KubeFormatError.self) {
            try ResourceVersion.compare(ResourceVersion("1"), ResourceVersion("abc"))
        }
        #expect(error?.description == #"invalid resourceVersion: "abc" is no whole number above zero"#)
    }
}
