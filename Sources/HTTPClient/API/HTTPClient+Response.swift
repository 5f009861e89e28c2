// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// What is known of a response once its header is read.
package protocol HTTPResponseHead: Sendable {
    /// The status.
    var status: HTTPStatus { get }
    /// The header fields; those that describe a compression are gone when the client undid it.
    var fields: HTTPFields { get }
}

extension HTTPClient {
    /// A response that is there as a whole.
    package struct Response: HTTPResponseHead {
        package let status: HTTPStatus
        package let fields: HTTPFields
        package let body: [UInt8]

        /// A response; clients make them, and fakes of clients.
        package init(status: HTTPStatus, fields: HTTPFields = HTTPFields(), body: [UInt8] = []) {
            self.status = status
            self.fields = fields
            self.body = body
        }
    }

    /// A response whose body is read while it arrives.
    package struct StreamingResponse: HTTPResponseHead {
        package let status: HTTPStatus
        package let fields: HTTPFields
        /// To be read once; letting it go unread aborts the transfer.
        package let body: ResponseBody

        /// A response; clients make them, and fakes of clients.
        package init(status: HTTPStatus, fields: HTTPFields = HTTPFields(), body: ResponseBody) {
            self.status = status
            self.fields = fields
            self.body = body
        }
    }
}
