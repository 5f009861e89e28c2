// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeServer
import Testing

@Suite("What a request is about")
struct RequestInfoTests {
    struct Row: CustomTestStringConvertible {
        let request: String
        let expected: String
        var testDescription: String { "\(request) is \(expected)" }
    }

    /// Verb, group/version, namespace, resource, name and subresource; `-` for what is empty.
    static let rows = [
        Row(request: "GET /api/v1/pods", expected: "list v1 - pods - -"),
        Row(request: "GET /api/v1/pods?watch=true", expected: "watch v1 - pods - -"),
        Row(request: "GET /api/v1/pods?watch=0", expected: "list v1 - pods - -"),
        Row(request: "GET /api/v1/pods?watch=", expected: "watch v1 - pods - -"),
        Row(request: "GET /api/v1/namespaces/a/pods", expected: "list v1 a pods - -"),
        Row(request: "GET /api/v1/namespaces/a/pods/x", expected: "get v1 a pods x -"),
        Row(request: "HEAD /api/v1/namespaces/a/pods/x", expected: "get v1 a pods x -"),
        Row(request: "GET /api/v1/namespaces/a/pods/x?watch=1", expected: "get v1 a pods x -"),
        Row(request: "GET /api/v1/namespaces", expected: "list v1 - namespaces - -"),
        Row(request: "GET /api/v1/namespaces/a", expected: "get v1 a namespaces a -"),
        Row(request: "PUT /api/v1/namespaces/a/status", expected: "update v1 a namespaces a status"),
        Row(request: "PUT /api/v1/namespaces/a/finalize", expected: "update v1 a namespaces a finalize"),
        Row(request: "POST /apis/batch/v1/namespaces/a/jobs", expected: "create batch/v1 a jobs - -"),
        Row(request: "PATCH /apis/batch/v1/namespaces/a/jobs/x/status", expected: "patch batch/v1 a jobs x status"),
        Row(request: "DELETE /apis/batch/v1/namespaces/a/jobs/x", expected: "delete batch/v1 a jobs x -"),
        Row(request: "DELETE /apis/batch/v1/namespaces/a/jobs", expected: "deletecollection batch/v1 a jobs - -"),
        Row(
            request: "POST /api/v1/namespaces/a/serviceaccounts/x/token",
            expected: "create v1 a serviceaccounts x token"
        ),
        Row(request: "GET /api/v1/watch/namespaces/a/pods", expected: "watch v1 a pods - -"),
        Row(request: "GET /api/v1/watch/pods", expected: "watch v1 - pods - -"),
        Row(
            request: "GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dx",
            expected: "list v1 a pods x -"
        ),
        Row(
            request: "GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3D%3Dx",
            expected: "list v1 a pods x -"
        ),
        Row(
            request: "GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dx%2Cspec.nodeName%3Dn",
            expected: "list v1 a pods - -"
        ),
        Row(request: "GET /api/v1/watch/namespaces/a/pods/x", expected: "watch v1 a pods x -"),
        Row(request: "OPTIONS /api/v1/pods", expected: " v1 - pods - -"),
        Row(request: "BREW /api/v1/namespaces/a/pods/x", expected: " v1 a pods x -"),
        Row(request: "GET /api/v1/namespaces/a/pods/", expected: "list v1 a pods - -"),
        Row(request: "GET /api/v1//pods", expected: "get v1 - - pods -"),
        Row(request: "GET /api/v1/namespaces/a/pods/x/proxy/b/c", expected: "get v1 a pods x proxy"),
        Row(request: "GET /api", expected: "get"),
        Row(request: "GET /api/v1", expected: "get"),
        Row(request: "GET /apis/batch/v1", expected: "get"),
        Row(request: "POST /version", expected: "post"),
        Row(request: "DELETE /healthz", expected: "delete"),
    ]

    @Test("a path names a resource, or none", arguments: rows)
    func read(_ row: Row) throws {
        let words = row.request.split(separator: " ")
        let halves = words[1].split(separator: "?", maxSplits: 1)
        let query = try #require(HTTPQuery(parsing: halves.count > 1 ? halves[1] : ""))
        let info = RequestInfo(
            method: HTTPMethod(String(words[0])),
            path: String(halves[0]),
            query: query
        )
        let target = info.target.map { [$0.groupVersion, $0.namespace, $0.plural, $0.name, $0.subresource] } ?? []
        let found = ([info.verb.rawValue] + target.map { $0.isEmpty ? "-" : $0 }).joined(separator: " ")
        #expect(found == row.expected)
    }
}
