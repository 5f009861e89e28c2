// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeCore
import Testing

/// One request, and what must be on the wire.
struct RequestCase: CustomTestStringConvertible {
    let testDescription: String
    let method: HTTPMethod
    let pathAndQuery: String
    let operation: String
    var accept = "application/json"
    var mediaType: String?
    var body: String?
    let make: @Sendable () throws -> KubeRequest

    init(
        _ name: String,
        _ method: HTTPMethod,
        _ pathAndQuery: String,
        _ operation: String,
        accept: String = "application/json",
        mediaType: String? = nil,
        body: String? = nil,
        _ make: @escaping @Sendable () throws -> KubeRequest
    ) {
        testDescription = name
        self.method = method
        self.pathAndQuery = pathAndQuery
        self.operation = operation
        self.accept = accept
        self.mediaType = mediaType ?? (body == nil ? nil : "application/json")
        self.body = body
        self.make = make
    }

    func check() throws {
        let request = try make()
        #expect(request.method == method)
        #expect(request.pathAndQuery == pathAndQuery)
        #expect(request.operation == operation)
        #expect(request.accept == accept)
        #expect(request.content?.mediaType == mediaType)
        #expect(request.content.map { String(decoding: $0.bytes, as: UTF8.self) } == body)
    }
}

let secrets = CoreV1.Secret.resourceType
let nodes = CoreV1.Node.resourceType
let deployments = AppsV1.Deployment.resourceType
let secretKey = ObjectKey(namespace: "flyte", name: "x")
