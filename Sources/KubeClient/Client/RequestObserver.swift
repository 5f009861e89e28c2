// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Hears of requests to an API server, for metrics and logs; what it does must be quick.
package protocol RequestObserver: Sendable {
    /// A request is over; a watch is when it is open.
    func requestFinished(_ report: RequestReport)
}

/// What became of a request.
package struct RequestReport: Sendable {
    /// The request; what it carries does not print.
    package let request: KubeRequest
    /// The HTTP status of the last answer; nil when there was none.
    package let status: Int?
    /// Why it failed; nil when it did not.
    package let error: APIError?
    /// From the call to the end, with all repetitions.
    package let duration: Duration
    /// How often it was sent.
    package let attempts: Int
    /// What the server wants people to know, such as that a version of an API is going away.
    package let warnings: [String]
}
