// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Basics

@Suite("Addresses of IPv4 and IPv6")
struct IPAddressTests {
    struct Case: CustomTestStringConvertible {
        let text: String
        /// How it is written again; nil where the text is no address.
        let written: String?

        var testDescription: String { written.map { "\"\(text)\" is \($0)" } ?? "\"\(text)\" is no address" }

        init(_ text: String, _ written: String?) {
            self.text = text
            self.written = written
        }
    }

    static let cases = [
        Case("10.0.0.1", "10.0.0.1"),
        Case("0.0.0.0", "0.0.0.0"),
        Case("255.255.255.255", "255.255.255.255"),
        Case("::", "::"),
        Case("::1", "::1"),
        Case("fe80::1", "fe80::1"),
        Case("2001:DB8::A", "2001:db8::a"),
        Case("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        Case("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
        Case("1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0"),
        Case("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        Case("::ffff:127.0.0.1", "127.0.0.1"),
        Case("::ffff:7f00:1", "127.0.0.1"),
        Case("64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
        Case("1.2.3", nil),
        Case("1.2.3.4.5", nil),
        Case("1.2.3.256", nil),
        Case("010.0.0.1", nil),
        Case("0x7f.0.0.1", nil),
        Case("1.2.3.+4", nil),
        Case("127.1", nil),
        Case("2130706433", nil),
        Case("", nil),
        Case(":", nil),
        Case(":::", nil),
        Case("1::2::3", nil),
        Case("1:2:3:4:5:6:7:8:9", nil),
        Case("1:2:3:4:5:6:7:8::", nil),
        Case("12345::", nil),
        Case("1.2.3.4::", nil),
        Case("::1.2.3", nil),
        Case("fe80::1%eth0", nil),
        Case("[::1]", nil),
        Case("ｆe80::1", nil),
    ]

    @Test("are read as they are written", arguments: cases)
    func reading(_ row: Case) {
        #expect(IPAddress(row.text).map(\.description) == row.written)
    }

    static let withZeros = [
        Case("010.002.003.004", "10.2.3.4"),
        Case("0000000010.0.0.1", "10.0.0.1"),
        Case("00001::000ab", "1::ab"),
        Case("::ffff:010.0.0.1", "10.0.0.1"),
        Case("0300.0.0.1", nil),
        Case("010000::", nil),
        Case("+1.0.0.1", nil),
    ]

    @Test("are read with zeros that mean nothing where those are ignored, and not else", arguments: withZeros)
    func leadingZeros(_ row: Case) {
        #expect(IPAddress(row.text, leadingZeros: .ignored).map(\.description) == row.written)
        #expect(IPAddress(row.text) == nil)
    }

    @Test("are read again as the same", arguments: Seed.some(3))
    func roundTrip(seed: Seed) {
        var random = SeededRandom(seed)
        for _ in 0..<2_000 {
            // Many zeros, so that the gaps are put to the test.
            let count = Bool.random(using: &random) ? 4 : 16
            let bytes = (0..<count).map { _ in
                Int.random(in: 0..<3, using: &random) > 0 ? 0 : UInt8.random(in: .min ... .max, using: &random)
            }
            let address = IPAddress(bytes)
            #expect(address.flatMap { IPAddress($0.description) } == address, "\(bytes)")
        }
    }

    @Test("have four bytes or sixteen")
    func lengths() {
        for count in [0, 3, 5, 15, 17] { #expect(IPAddress(Array(repeating: 0, count: count)) == nil) }
        #expect(IPAddress([10, 0, 0, 1])?.isShort == true)
        #expect(IPAddress(Array(repeating: 1, count: 16))?.isShort == false)
    }
}

@Suite("Networks")
struct IPNetworkTests {
    struct Case: CustomTestStringConvertible {
        let network: String
        let address: String
        let isIn: Bool

        var testDescription: String { "\(address) is \(isIn ? "" : "not ")in \(network)" }

        init(_ network: String, _ address: String, _ isIn: Bool) {
            self.network = network
            self.address = address
            self.isIn = isIn
        }
    }

    static let cases = [
        Case("10.0.0.0/8", "10.255.0.1", true),
        Case("10.0.0.0/8", "11.0.0.0", false),
        Case("10.0.0.0/8", "::ffff:10.1.1.1", true),
        Case("172.16.0.0/12", "172.31.255.255", true),
        Case("172.16.0.0/12", "172.32.0.0", false),
        Case("0.0.0.0/0", "8.8.8.8", true),
        Case("0.0.0.0/0", "::1", false),
        Case("::/0", "8.8.8.8", false),
        Case("192.0.2.1", "192.0.2.1", true),
        Case("192.0.2.1", "192.0.2.2", false),
        Case("192.0.2.1/31", "192.0.2.0", true),
        Case("fe80::/10", "febf::1", true),
        Case("fe80::/10", "fec0::1", false),
        Case("fd00:ec2::/32", "fd00:ec2::254", true),
        Case("::ffff:10.0.0.0/104", "10.255.0.1", true),
        Case("::ffff:10.0.0.0/104", "11.0.0.0", false),
        Case("::ffff:10.0.0.0/95", "10.0.0.0", false),
    ]

    @Test("contain what begins like them", arguments: cases)
    func containing(_ row: Case) throws {
        let network = try #require(IPNetwork(row.network))
        let address = try #require(IPAddress(row.address))
        #expect(network.contains(address) == row.isIn)
    }

    @Test(
        "that are none are refused",
        arguments: [
            "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "::/129", "a/8", "10.0.0.0/8/8",
        ]
    )
    func refusing(_ text: String) {
        #expect(IPNetwork(text) == nil)
        #expect(IPNetwork(text, leadingZeros: .ignored) == nil)
    }

    @Test(
        "are written with their first address",
        arguments: [
            ("10.1.2.3/8", "10.0.0.0/8"), ("192.0.2.1", "192.0.2.1/32"), ("fe80::1/10", "fe80::/10"),
            ("::ffff:10.1.2.3/104", "10.0.0.0/8"), ("::ffff:10.1.2.3/64", "::/64"),
        ]
    )
    func writing(_ text: String, _ written: String) {
        #expect(IPNetwork(text)?.description == written)
    }

    @Test("are read with zeros that mean nothing where those are ignored, and not else")
    func leadingZeros() {
        #expect(IPNetwork("010.0.0.0/008", leadingZeros: .ignored)?.description == "10.0.0.0/8")
        for text in ["10.0.0.0/08", "010.0.0.0/8"] { #expect(IPNetwork(text) == nil) }
    }

    @Test("in CIDR notation have a length")
    func notation() {
        #expect(IPNetwork(cidr: "192.0.2.1") == nil)
        #expect(IPNetwork(cidr: "192.0.2.1/32") == IPNetwork("192.0.2.1"))
    }
}
