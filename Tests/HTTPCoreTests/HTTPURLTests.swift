// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import TestSupport
import Testing

@Suite("URLs")
struct HTTPURLTests {
    struct Good: CustomTestStringConvertible {
        let text: String
        let host: String
        let port: Int
        let target: String
        let printed: String
        var testDescription: String { text }
    }

    @Test(
        "a URL is read and printed",
        arguments: [
            Good(
                text: "https://Example.com",
                host: "example.com",
                port: 443,
                target: "/",
                printed: "https://example.com/"
            ),
            Good(text: "HTTP://a-b_c.d:80/x", host: "a-b_c.d", port: 80, target: "/x", printed: "http://a-b_c.d/x"),
            Good(
                text: "https://10.1.2.3:6443?a=b",
                host: "10.1.2.3",
                port: 6_443,
                target: "/?a=b",
                printed: "https://10.1.2.3:6443/?a=b"
            ),
            Good(
                text: "https://[FD00::1]:8443/a%20b?x",
                host: "fd00::1",
                port: 8_443,
                target: "/a%20b?x",
                printed: "https://[fd00::1]:8443/a%20b?x"
            ),
            Good(
                text: "http://[::ffff:1.2.3.4]",
                host: "::ffff:1.2.3.4",
                port: 80,
                target: "/",
                printed: "http://[::ffff:1.2.3.4]/"
            ),
        ]
    )
    func good(_ row: Good) throws {
        let url = try HTTPURL(parsing: row.text)
        #expect(url.host == row.host)
        #expect(url.port == row.port)
        #expect(url.target == row.target)
        #expect(url.description == row.printed)
    }

    @Test(
        "what is no URL is refused with a reason",
        arguments: [
            ("example.com/x", "starts with https:// or http://"),
            ("ftp://example.com", "not ftp://"),
            ("https://", "names no host"),
            ("https:///path", "names no host"),
            ("https://user:hunter2@example.com/", "credentials in a header"),
            ("https://example.com/#top", "no fragment"),
            ("https://exa mple.com/", "percent-encode"),
            ("https://example.com/\r\nHost: other", "percent-encode"),
            ("https://exämple.com/", "percent-encode"),
            ("https://exa%6dple.com/", "is no host name"),
            ("https://example.com:0/", "is no port"),
            ("https://example.com:65536/", "is no port"),
            ("https://example.com:/", "is no port"),
            ("https://example.com:+1/", "is no port"),
            ("https://[::1/", "is open"),
            ("https://[fe80::1%25eth0]/", "is no IPv6 address"),
            ("https://[1.2.3.4]/", "is no IPv6 address"),
            ("https://[::1]x/", "is no port"),
        ]
    )
    func bad(_ text: String, _ reason: String) {
        let error = #expect(throws: HTTPURLError.self) { try HTTPURL(parsing: text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test("a path and a query replace those that were there")
    func withPath() throws {
        let url = try HTTPURL(parsing: "https://example.com:444/old?x=y")
        #expect(url.with(path: "/api/v1").description == "https://example.com:444/api/v1")
        let query = HTTPQuery([.init("labelSelector", "a in (b, c)"), .init("watch", "1")])
        let expected = "https://example.com:444/api?labelSelector=a%20in%20%28b%2C%20c%29&watch=1"
        #expect(url.with(path: "api", query: query).description == expected)
    }

    @Test("a URL of parts is well-formed exactly when its text is the same URL, by seed", arguments: Seed.some(50))
    func wellFormed(_ seed: Seed) {
        var random = SeededRandom(seed)
        let hosts = [
            "h", "example.com", "EXAMPLE.com", "::1", "::G", "", "a b", "x:1", "u@h", "h/p", "h?q", "a_b", "[::1]", "ü",
        ]
        let targets = ["/", "", "/x", "x", "?q", "/x?y=z", "/x#y", "/a b", "/ü", "/\u{7F}", "/\n", "//h/x"]
        for _ in 0..<100 {
            let url = HTTPURL(
                scheme: Bool.random(using: &random) ? .http : .https,
                host: hosts.randomElement(using: &random) ?? "",
                port: [nil, 1, 80, 443, 65_535, 0, -1, 65_536].randomElement(using: &random) ?? nil,
                target: (targets.randomElement(using: &random) ?? "")
            )
            #expect(url.isWellFormed == ((try? HTTPURL(parsing: url.description)) == url), "\(url)")
        }
    }
}
