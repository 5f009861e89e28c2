// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import KubeSchema

@Suite("Formats of texts")
struct StringFormatTests {
    struct Address: CustomTestStringConvertible {
        let text: String
        /// Those of `ipv4`, `ipv6` and `cidr` whose texts it is one of.
        let formats: [String]

        var testDescription: String {
            formats.isEmpty ? "\"\(text)\" is no address" : "\"\(text)\" is of \(formats.joined(separator: " and "))"
        }

        init(_ text: String, _ formats: String...) {
            self.text = text
            self.formats = formats
        }
    }

    static let addresses = [
        Address("10.0.0.1", "ipv4"),
        Address("010.000.000.001", "ipv4"),
        Address("10.0.0.256"),
        Address("10.0.0.+1"),
        Address("10.0.0"),
        Address("2001:DB8::a", "ipv6"),
        Address("::", "ipv6"),
        Address("::ffff:10.0.0.1", "ipv4", "ipv6"),
        Address("::ffff:010.0.0.1", "ipv4"),
        Address("00001::"),
        Address("1:2:3:4:5:6:7::8"),
        Address("fe80::1%eth0"),
        Address("10.0.0.0/8", "cidr"),
        Address("10.1.2.3/8", "cidr"),
        Address("010.0.0.0/08", "cidr"),
        Address("10.0.0.0/33"),
        Address("10.0.0.0/+8"),
        Address("10.0.0.0/"),
        Address("::/0", "cidr"),
        Address("::ffff:10.0.0.0/64", "cidr"),
        Address("::/129"),
        Address(""),
    ]

    @Test("addresses are read as Kubernetes reads them", arguments: addresses)
    func address(_ row: Address) {
        #expect(["ipv4", "ipv6", "cidr"].filter { StringFormat.accepts(row.text, as: $0) == true } == row.formats)
    }
}
