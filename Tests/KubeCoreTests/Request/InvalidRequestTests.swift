// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeCore
import Testing

@Suite("Requests that cannot be")
struct InvalidRequestTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let message: String
        let make: @Sendable () throws -> KubeRequest

        init(_ name: String, _ message: String, _ make: @escaping @Sendable () throws -> KubeRequest) {
            testDescription = name
            self.message = message
            self.make = make
        }
    }

    static let rows: [Case] = [
        Case("an object in a namespace needs one", "invalid namespace: secrets are in namespaces; which one is missing")
        {
            try .get(secrets, ObjectKey(name: "x"))
        },
        Case(
            "an object of the cluster has none",
            #"invalid namespace: nodes are not in namespaces, so not in "a" either"#
        ) {
            try .get(nodes, ObjectKey(namespace: "a", name: "x"))
        },
        Case("an object needs a name", "invalid resource name: it is empty") { try .get(nodes, ObjectKey(name: "")) },
        Case(
            "a name cannot climb up",
            #"invalid resource name: ".." may not be "." or ".." nor contain '/' or '%'"#
        ) { try .delete(nodes, ObjectKey(name: "..")) },
        Case(
            "a name cannot be a path",
            #"invalid resource name: "a/status" may not be "." or ".." nor contain '/' or '%'"#
        ) { try .get(nodes, ObjectKey(name: "a/status")) },
        Case(
            "a name cannot hide a path in an escape",
            #"invalid resource name: "a%2Fb" may not be "." or ".." nor contain '/' or '%'"#
        ) { try .get(nodes, ObjectKey(name: "a%2Fb")) },
        Case(
            "a namespace cannot climb up either",
            #"invalid namespace: "../.." may not be "." or ".." nor contain '/' or '%'"#
        ) { try .list(secrets, namespace: "../..") },
        Case("creating in a namespace needs one", "invalid namespace: secrets are in namespaces; which one is missing")
        {
            try .create(secrets, [:] as JSONValue)
        },
        Case(
            "deleting everything everywhere at once is not possible",
            "invalid namespace: secrets are deleted in one namespace at a time; which one is missing"
        ) { try .deleteCollection(secrets) },
        Case("a raw path is absolute", #"invalid path: "x" does not start with '/', or is not percent-encoded"#) {
            try .raw(.get, "x")
        },
        Case(
            "a raw path has no line end",
            "invalid path: \"/a\r\nb\" does not start with '/', or is not percent-encoded"
        ) {
            try .raw(.get, "/a\r\nb")
        },
    ]

    @Test("refused", arguments: rows)
    func refused(_ row: Case) {
        let error = #expect(throws: KubeFormatError.self) { try row.make() }
        #expect(error?.description == row.message)
    }
}
