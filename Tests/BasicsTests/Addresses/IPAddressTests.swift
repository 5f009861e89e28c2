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
    ]

    @Test("contain what begins like them", arguments: cases)
    func containing(_ row: Case) throws {
        let network = try #require(IPNetwork(row.network))
        let address = try #require(IPAddress(row.address))
        #expect(network.contains(address) == row.isIn)
    }

    @Test(
        "that are none are refused",
        arguments: ["", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "a/8"]
    )
    func refusing(_ text: String) {
        #expect(IPNetwork(text) == nil)
    }
}
