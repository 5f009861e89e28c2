// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

@Suite("A number")
struct JSONNumberTests {
    private func number(_ text: String) throws -> JSONNumber {
        try JSONNumber(parsing: text)
    }

    /// What is read on the left is written as on the right.
    static let texts: [(String, String)] = [
        ("0", "0"), ("-0", "-0"), ("0.0", "0"), ("-0e5", "-0"), ("1", "1"), ("-1", "-1"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808"),
        ("18446744073709551615", "18446744073709551615"),
        // Beyond 64 bits nothing is rounded: the text is kept.
        ("18446744073709551616", "18446744073709551616"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("1e999", "1e999"), ("-1E+400", "-1E+400"), ("1e-400", "1e-400"),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("3.141592653589793238", "3.141592653589793238"),
        ("0.10000000000000000555", "0.10000000000000000555"),
        // What a double holds is written in the form of Go's encoding/json.
        ("0.1", "0.1"), ("1.50", "1.5"), ("-2.5e-3", "-0.0025"), ("3.141592653589793", "3.141592653589793"),
        ("1e3", "1000"), ("1.0", "1"), ("12.0e1", "120"), ("1e20", "100000000000000000000"), ("1e21", "1e+21"),
        ("1.5e300", "1.5e+300"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("1.25e-10", "1.25e-10"),
        ("5e-324", "5e-324"), ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("2.2250738585072014e-308", "2.2250738585072014e-308"),
        ("100000000000000000000000", "1e+23"),
    ]

    @Test("is written as it was read, or in a shorter form of the same value", arguments: texts)
    func written(text: String, expected: String) throws {
        #expect(try number(text).description == expected)
        #expect(try number(expected) == number(text))
    }

    @Test("is equal to another of the same value, however it is written")
    func equality() throws {
        for texts in [
            ["1", "1.0", "10e-1", "0.1e1", "1E0"], ["0", "-0", "0.0", "0e9", "-0.0"], ["1e2", "100", "100.0"],
            ["123456789012345678901234567890", "123456789012345678901234567890.0", "12345678901234567890123456789e1"],
            ["1e999", "10e998", "0.1e1000"], ["0.5", "5e-1", "0.50"],
            ["18446744073709551615", "18446744073709551615.0"],
        ] {
            for left in texts {
                for right in texts {
                    #expect(try number(left) == number(right), "\(left) and \(right)")
                    #expect(try number(left).hashValue == number(right).hashValue, "\(left) and \(right)")
                }
            }
        }
        #expect(try number("9007199254740993") != number("9007199254740992.0"))
        #expect(try number("0.1") != number("0.10000000000000000555"))
        #expect(try number("1e999") != number("1e998"))
        #expect(try number("-1e999") != number("1e999"))
    }

    @Test("is made of integers and doubles")
    func made() throws {
        #expect(JSONNumber(UInt64(7)) == JSONNumber(Int64(7)))
        #expect(JSONNumber(7.0) == JSONNumber(Int64(7)))
        #expect(try JSONNumber(0.1) == number("0.1"))
        #expect(JSONNumber(.infinity) == nil)
        #expect(JSONNumber(-.infinity) == nil)
        #expect(JSONNumber(.nan) == nil)
        #expect(JSONNumber(UInt64.max).description == "18446744073709551615")
    }

    @Test("gives an integer only when that is exact")
    func exactly() throws {
        #expect(try number("255").exactly(UInt8.self) == 255)
        #expect(try number("256").exactly(UInt8.self) == nil)
        #expect(try number("-1").exactly(UInt64.self) == nil)
        #expect(try number("1e3").exactly(Int.self) == 1000)
        #expect(try number("1.5").exactly(Int.self) == nil)
        #expect(try number("-0").exactly(Int.self) == 0)
        #expect(try number("18446744073709551616").exactly(UInt64.self) == nil)
        #expect(try number("1e999").nearestDouble == .infinity)
        #expect(try number("18446744073709551616").nearestDouble == 18_446_744_073_709_551_616)
    }

    @Test("is read as the integer type that was asked for, to its ends")
    func integers() throws {
        #expect(try Int64(parsing: "-9223372036854775808") == .min)
        #expect(try Int64(parsing: "9223372036854775807") == .max)
        #expect(try UInt64(parsing: "18446744073709551615") == .max)
        #expect(try Int32(parsing: "-2147483648") == .min)
        #expect(try UInt16(parsing: "65535") == .max)
        #expect(try Int(parsing: "-0") == 0)
        for text in ["9223372036854775808", "-9223372036854775809", "99999999999999999999", "1.0", "1e3"] {
            #expect(throws: JSONError.self, "\(text)") { try Int64(parsing: text) }
        }
        for text in ["18446744073709551616", "-1", "100000000000000000000"] {
            #expect(throws: JSONError.self, "\(text)") { try UInt64(parsing: text) }
        }
        #expect(throws: JSONError.self) { try UInt16(parsing: "65536") }
    }

    @Test("is read as the nearest double")
    func doubles() throws {
        for text in [
            "0.1", "123456789.125", "1e22", "1e23", "9007199254740993", "2.2250738585072011e-308", "4.9e-324", "1e-400",
            "0.3000000000000000444", "179769313486231570000000000000000000000", "6.02214076e23", "-1.5e-7",
        ] {
            #expect(try Double(parsing: text) == Double(text), "\(text)")
        }
        #expect(try Double(parsing: "-0").sign == .minus)
        #expect(throws: JSONError.self) { try Double(parsing: "1e309") }
    }
}
