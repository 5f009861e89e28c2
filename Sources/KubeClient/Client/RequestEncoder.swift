// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPClient
internal import HTTPCore
internal import KubeCore

/// Makes HTTP requests to one server of requests to any.
struct RequestEncoder: Sendable {
    let server: HTTPURL
    let impersonation: KubeConfiguration.Impersonation?
    var requestTimeout: Duration
    let watchMargin: Duration
    let largestAnswer: Int

    func encode(
        _ request: KubeRequest,
        _ credential: Credential,
        within limit: Duration? = nil
    ) -> HTTPClient.Request {
        let url = server.with(path: server.target + request.path, query: request.query)
        var encoded = HTTPClient.Request(request.method, url, fields: fields(for: request, credential))
        if let content = request.content { encoded.body = .bytes(content.bytes) }
        encoded.isIdempotent = request.isIdempotent
        encoded.responseBodyLimit = largestAnswer
        encoded.timeouts =
            if let watchTimeout = request.watchTimeout {
                // A server that is alive ends the watch in time. The end of one that is not may never arrive.
                HTTPClient.Timeouts(idle: watchTimeout + watchMargin)
            } else {
                HTTPClient.Timeouts(idle: requestTimeout, total: min(limit ?? requestTimeout, requestTimeout))
            }
        return encoded
    }

    private func fields(for request: KubeRequest, _ credential: Credential) -> HTTPFields {
        var fields: HTTPFields = ["Accept": request.accept]
        if let content = request.content { fields["Content-Type"] = content.mediaType }
        if let authorization = credential.authorization { fields["Authorization"] = authorization.exposed }
        guard let impersonation else { return fields }
        fields["Impersonate-User"] = impersonation.user
        fields["Impersonate-Uid"] = impersonation.uid
        for group in impersonation.groups { fields.append("Impersonate-Group", group) }
        for (name, values) in impersonation.extra.sorted(by: { $0.key < $1.key }) {
            for value in values { fields.append("Impersonate-Extra-\(PercentEncoding.encode(name))", value) }
        }
        return fields
    }
}
