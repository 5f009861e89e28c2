// SPDX-License-Identifier: Apache-2.0

/// What a request does, in the words of RBAC rules and audit logs.
package enum Verb: String, Sendable, CaseIterable {
    case get
    case list
    case watch
    case create
    case update
    case patch
    case delete
    case deletecollection
    // Requests that are not for a resource have the method as their verb.
    case post
    case put
    case head
    case options
    /// A method for which resources have no word.
    case other = ""

    /// Whether it changes what is stored.
    package var isWrite: Bool {
        switch self {
        case .create, .update, .patch, .delete, .deletecollection, .post, .put: true
        case .get, .list, .watch, .head, .options, .other: false
        }
    }
}
