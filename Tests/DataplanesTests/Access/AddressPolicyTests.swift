// SPDX-License-Identifier: Apache-2.0

import Basics
import Dataplanes
import TestSupport
import Testing

@Suite("Where endpoints may lead")
struct AddressPolicyTests {
    struct Case: CustomTestStringConvertible {
        let address: String
        let isAllowed: Bool
        let what: String
        var exceptions: [String] = []

        var testDescription: String { "\(address) (\(what)) is \(isAllowed ? "allowed" : "forbidden")" }

        init(_ address: String, _ isAllowed: Bool, _ what: String, except exceptions: [String] = []) {
            self.address = address
            self.isAllowed = isAllowed
            self.what = what
            self.exceptions = exceptions
        }
    }

    static let cases = [
        Case("10.1.2.3", true, "a private network"),
        Case("192.168.0.1", true, "a private network"),
        Case("203.0.113.7", true, "the Internet"),
        Case("2001:db8::7", true, "the Internet"),
        Case("fd12:3456::1", true, "a private network"),
        Case("127.0.0.1", false, "loopback"),
        Case("127.255.255.254", false, "loopback"),
        Case("::1", false, "loopback"),
        Case("::ffff:127.0.0.1", false, "loopback in the form of IPv6"),
        Case("::127.0.0.1", false, "loopback that is compatible with IPv4"),
        Case("64:ff9b::7f00:1", false, "loopback behind NAT64"),
        Case("64:ff9b:1::a9fe:a9fe", false, "metadata behind a NAT64 of one's own"),
        Case("2002:7f00:1::1", false, "loopback behind 6to4"),
        Case("2001:0:0:0:0:0:80ff:fffe", false, "loopback behind Teredo"),
        Case("64:ff9b::a01:203", true, "a private network behind NAT64"),
        Case("2002:a01:203::1", true, "a private network behind 6to4"),
        Case("0.0.0.0", false, "this host"),
        Case("::", false, "this host"),
        Case("169.254.169.254", false, "metadata"),
        Case("169.254.170.2", false, "metadata of containers"),
        Case("fe80::1", false, "link-local"),
        Case("febf::1", false, "link-local"),
        Case("fd00:ec2::254", false, "metadata of AWS"),
        Case("fd20:ce::254", false, "metadata of Google Cloud"),
        Case("100.100.100.200", false, "metadata of Alibaba Cloud"),
        Case("100.100.100.201", true, "a network of a provider"),
        Case("192.0.0.192", false, "metadata of Oracle Cloud"),
        Case("168.63.129.16", false, "the host of a machine in Azure"),
        Case("224.0.0.1", false, "multicast"),
        Case("ff02::1", false, "multicast"),
        Case("255.255.255.255", false, "broadcast"),
        Case("127.0.0.1", true, "an exception", except: ["127.0.0.0/8"]),
        Case("::ffff:127.0.0.1", true, "an exception in the form of IPv6", except: ["127.0.0.0/8"]),
        Case("64:ff9b::7f00:1", true, "an exception behind NAT64", except: ["127.0.0.1"]),
        Case("127.0.0.2", false, "beside an exception", except: ["127.0.0.1"]),
        Case("::1", false, "beside an exception", except: ["127.0.0.0/8"]),
    ]

    @Test("is decided by the address", arguments: cases)
    func policy(_ row: Case) throws {
        let policy = AddressPolicy(allowing: row.exceptions.compactMap { IPNetwork($0) })
        #expect(policy.allowed.count == row.exceptions.count)
        #expect(policy.allows(try #require(IPAddress(row.address))) == row.isAllowed)
    }
}
