// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPClient
internal import HTTPCore
internal import JSONKit
internal import KubeCore

extension KubeClient {
    /// Sends a request as often as it takes, and as it is allowed.
    func attempt<Response: HTTPResponseHead>(
        _ request: KubeRequest,
        send: (any HTTPTransport, HTTPClient.Request) async throws(HTTPClientError) -> Response,
        bodyOfRefusal: (Response) async -> [UInt8]
    ) async throws(APIError) -> Response {
        var run = RequestRun(request, options)
        while true {
            do throws(APIError) {
                let (credential, transport) = try await prepare(request)
                let limit = try permit?.permission(for: request)
                run.attempts += 1
                let response = try await Self.converting(request, encoder.server) { () async throws(HTTPClientError) in
                    try await send(transport, encoder.encode(request, credential, within: limit))
                }
                run.observe(response)
                if response.status.isSuccess {
                    run.finish(nil)
                    return response
                }
                let error = refusal(of: request, response, await bodyOfRefusal(response))
                if error.isUnauthorized, run.mayRefresh, credentials.refused(credential) {
                    run.mayRefresh = false
                    continue
                }
                throw error
            } catch {
                guard let delay = run.delay(after: error) else {
                    run.finish(error)
                    throw error
                }
                do {
                    try await options.clock.sleep(for: delay)
                } catch {
                    let cancelled = APIError(.cancelled, request.operation, "cancelled while waiting to repeat it")
                    run.finish(cancelled)
                    throw cancelled
                }
            }
        }
    }

    /// Who asks, over which connections.
    private func prepare(_ request: KubeRequest) async throws(APIError) -> (Credential, any HTTPTransport) {
        do throws(CredentialError) {
            let credential = try await credentials.credential()
            return (credential, try connections.transport(showing: credential.identity))
        } catch {
            guard !Task.isCancelled else { throw APIError(.cancelled, request.operation, "cancelled") }
            throw APIError(.credentials, request.operation, error.description, cause: error)
        }
    }

    private func refusal(
        of request: KubeRequest,
        _ response: some HTTPResponseHead,
        _ body: [UInt8]
    ) -> APIError {
        let retryAfter = response.fields.retryAfter(now: options.wallClock.now)
        if var status = try? APIStatus(parsing: body), status.code > 0 || !status.reason.text.isEmpty {
            if status.code == 0 { status.code = response.status.code }
            return APIError(request.operation, status, retryAfter: retryAfter)
        }
        // The answer of a proxy, or of something that is no API server: only the beginning is worth showing.
        let text = String(decoding: body.prefix(200), as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
        let status = APIStatus(
            code: response.status.code,
            reason: APIReason(httpStatus: response.status.code),
            message: text.isEmpty ? response.status.reason : String(text)
        )
        return APIError(request.operation, status, retryAfter: retryAfter)
    }

    static func converting<Value>(
        _ request: KubeRequest,
        _ server: HTTPURL,
        _ body: () async throws(HTTPClientError) -> Value
    ) async throws(APIError) -> Value {
        do {
            return try await body()
        } catch {
            throw APIError(error, request.operation, server)
        }
    }
}

extension APIError {
    /// What a failure of the transport means for a request.
    init(_ error: HTTPClientError, _ operation: String, _ server: HTTPURL) {
        let code: Code =
            switch error.code {
            case .cancelled: .cancelled
            case .timeout: .timeout
            case .limit: .tooLarge
            case .invalidRequest: .invalidRequest
            default: .transport
            }
        let reason = error.reason.isEmpty ? "" : ": \(error.reason)"
        self.init(code, operation, "\(server.origin): \(error.code)\(reason)", cause: error)
    }
}
