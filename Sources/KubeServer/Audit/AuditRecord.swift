// SPDX-License-Identifier: Apache-2.0

package import Basics

/// What is known of a request besides its bodies: who asked what, and how it ended.
package struct AuditRecord: Sendable, Equatable {
    /// How far a request has come.
    package enum Stage: String, Sendable {
        /// The head of a stream is sent, its body follows.
        case responseStarted = "ResponseStarted"
        /// All is sent, or will never be.
        case responseComplete = "ResponseComplete"
    }

    /// What a path names.
    package struct ObjectReference: Sendable, Equatable {
        package var group = ""
        package var version = ""
        package var resource = ""
        package var subresource = ""
        package var namespace = ""
        package var name = ""
        package var uid = ""

        package init() {}
    }

    /// By what the request is known, here and to the client.
    package var auditID = ""
    package var stage = Stage.responseComplete
    /// What was asked for; the path comes with the query.
    package var uri = ""
    package var verb = ""
    package var object: ObjectReference?
    /// Who asked, and whom it was taken for.
    package var user = UserInfo(name: "")
    package var impersonatedUser: UserInfo?
    package var sourceAddress = ""
    package var userAgent = ""
    /// How it ended; the reason and the message are those of a failure.
    package var code = 0
    package var reason = ""
    package var message = ""
    /// When it came, and how long it took.
    package var received = Timestamp(secondsSinceEpoch: 0)
    package var latency = Duration.zero
    /// Whether nothing was to be written, and the media type of a patch.
    package var isDryRun = false
    package var patchType = ""

    package init() {}

    /// Whom the request counted as.
    package var effectiveUser: UserInfo { impersonatedUser ?? user }
}
