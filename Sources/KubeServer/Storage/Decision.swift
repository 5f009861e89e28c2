// SPDX-License-Identifier: Apache-2.0

/// What becomes of an object.
///
/// The closures encode it once its resource version is known.
package enum Decision {
    /// Nothing changes, and the resource version stays.
    case keep
    case put((_ resourceVersion: UInt64) -> StoredObject)
    case delete((_ resourceVersion: UInt64) -> StoredObject)
}

/// The errors of those who decide about a write, among which there is one for a write that could not be stored.
package protocol WriteRefusal: Error {
    /// The error that says so; nil for those who cannot fail, and get the state that stays instead.
    static func notStored(_ reason: JournalError) -> Self?
}

extension Never: WriteRefusal {
    package static func notStored(_ reason: JournalError) -> Never? { nil }
}

extension APIFailure: WriteRefusal {
    package static func notStored(_ reason: JournalError) -> APIFailure? {
        .internalError("the write is not stored: \(reason)")
    }
}
