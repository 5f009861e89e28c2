// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import Testing

@Suite("Header fields, methods and statuses")
struct HTTPFieldsTests {
    @Test("names are compared without case and values keep their order")
    func lookup() {
        var fields: HTTPFields = ["Accept": "a", "X-One": "1", "accept": "b"]
        #expect(fields["ACCEPT"] == "a")
        #expect(fields.values(of: "Accept") == ["a", "b"])
        #expect(fields["Accep"] == nil)
        fields["aCCept"] = "c"
        #expect(fields.map(\.value) == ["c", "1"])
        fields["x-one"] = nil
        #expect(fields.count == 1)
        fields.append("Accept", "d")
        #expect(fields.values(of: "accept") == ["c", "d"])
    }

    @Test("nothing that prints fields shows a value")
    func redaction() {
        let fields: HTTPFields = ["Authorization": "Bearer hunter2"]
        var dumped = ""
        dump(fields, to: &dumped)
        dump(fields[0], to: &dumped)
        for text in ["\(fields)", String(reflecting: fields), "\(fields[0])", String(reflecting: fields[0]), dumped] {
            #expect(text.contains("Authorization"))
            #expect(!text.contains("hunter2"))
        }
    }

    @Test(
        "a field that could end its line is invalid",
        arguments: [
            ("a b", "x"), ("", "x"), ("a:", "x"), ("a", "x\r\nb: c"), ("a", "x\0"), ("a", "\u{7F}"), ("ä", "x"),
        ]
    )
    func invalid(_ name: String, _ value: String) {
        #expect(!HTTPFields([.init(name, value)]).isValid)
    }

    @Test("tabs, spaces and letters beyond ASCII may stand in a value")
    func valid() {
        let fields: HTTPFields = ["x-y.z_1!#$%&'*+^`|~": "a\tb c", "b": "", "c": "ü"]
        #expect(fields.isValid)
    }

    @Test("methods that may be retried")
    func idempotence() {
        let idempotent: [HTTPMethod] = [.get, .head, .put, .delete, .options]
        #expect(idempotent.allSatisfy { $0.isIdempotent })
        let others: [HTTPMethod] = [.post, .patch, HTTPMethod("get"), HTTPMethod("LINK")]
        #expect(!others.contains { $0.isIdempotent })
    }

    @Test("statuses that have no body")
    func bodies() {
        #expect([100, 101, 204, 304].allSatisfy { HTTPStatus($0).forbidsBody })
        #expect(![200, 201, 206, 404, 500].contains { HTTPStatus($0).forbidsBody })
        #expect(HTTPStatus.tooManyRequests.description == "429 Too Many Requests")
        #expect(HTTPStatus(299).description == "299")
    }
}
