// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PortolanApp

@Suite("Where to listen")
struct ListenAddressTests {
    @Test(
        "an address is a host and a port",
        arguments: [
            ("127.0.0.1:6443", ListenAddress(host: "127.0.0.1", port: 6443)),
            ("[::1]:0", ListenAddress(host: "::1", port: 0)),
            (":8080", ListenAddress(host: "0.0.0.0", port: 8080)),
            ("localhost:1", ListenAddress(host: "localhost", port: 1)),
        ]
    )
    func reading(word: String, address: ListenAddress) {
        #expect(ListenAddress(word) == address)
    }

    @Test("what is no address is refused", arguments: ["", "6443", "localhost", "::1:80", "a:99999", "a:-1", "a:"])
    func refusal(word: String) {
        #expect(ListenAddress(word) == nil)
    }
}
