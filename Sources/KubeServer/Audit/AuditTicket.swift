// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Goes with a request, and takes notes of what only those know who handle it.
///
/// It is found by the task, as the context of a log line is: nobody between the socket and the guard has to hand it on.
package final class AuditTicket: Sendable {
    /// The ticket of the request that the task handles, where somebody wants to know.
    @TaskLocal package static var current: AuditTicket?

    struct Notes {
        var info: RequestInfo?
        var user: UserInfo?
        var impersonatedUser: UserInfo?
    }

    private let state = Mutex(Notes())

    var notes: Notes { state.withLock { $0 } }

    /// Who asks for what.
    package func note(_ user: UserInfo, _ info: RequestInfo) {
        state.withLock { notes in
            notes.user = user
            notes.info = info
        }
    }

    /// Whom the user is taken for.
    package func note(impersonated user: UserInfo) {
        state.withLock { $0.impersonatedUser = user }
    }
}
