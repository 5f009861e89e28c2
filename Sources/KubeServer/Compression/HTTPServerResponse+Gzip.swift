// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
package import HTTPServer

extension HTTPServerResponse {
    /// Larger answers are compressed, as the API server of Kubernetes does it (responsewriters/writers.go).
    private static let threshold = 128 << 10

    /// The same response with its body compressed, if it is large and the client says that it reads gzip.
    package func compressed(for request: HTTPServerRequest) async -> HTTPServerResponse {
        guard case .bytes(let bytes) = body, bytes.count > Self.threshold, fields["Content-Encoding"] == nil,
            request.fields.acceptsGzip, let short = await Gzip.compressed(bytes, .fast)
        else { return self }
        var response = self
        response.body = .bytes(short)
        response.fields["Content-Encoding"] = "gzip"
        response.fields.append("Vary", "Accept-Encoding")
        return response
    }
}

extension HTTPFields {
    /// Whether gzip is listed by its bare name: an API server looks at nothing else, not even at a quality of zero.
    var acceptsGzip: Bool {
        values(of: "Accept-Encoding").joined(separator: ",").split(separator: ",").contains {
            $0.split(separator: " ").joined() == "gzip"
        }
    }
}
