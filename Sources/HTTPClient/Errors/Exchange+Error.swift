// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import CCurl

extension Exchange {
    /// The error that curl's result stands for, nil for a success.
    func error(for result: CURLcode) -> HTTPClientError? {
        if let refusal { return error(refusal.code, refusal.reason) }
        guard result != CURLE_OK else { return nil }
        let outcome = CurlOutcome(
            result: result,
            text: easy.failureText,
            verification: easy.integer(CURLINFO_SSL_VERIFYRESULT),
            systemError: Int32(truncatingIfNeeded: easy.integer(CURLINFO_OS_ERRNO)),
            proxyStatus: easy.integer(CURLINFO_HTTP_CONNECTCODE),
            isResolved: easy.count(CURLINFO_NAMELOOKUP_TIME_T) > 0,
            hasBegunTLS: hasBegunTLS,
            hasHead: head != nil
        )
        if let forbiddenAddress, case .connect = outcome.code {
            return error(.connect(.notAllowed), "\(forbiddenAddress) is an address that must not be connected to")
        }
        return error(outcome.code, outcome.reason)
    }
}
