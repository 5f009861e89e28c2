// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What a controller has to say about an object, for people who run `kubectl describe`.
package struct EventNews: Sendable, Hashable {
    /// Whether somebody should worry.
    package enum Kind: String, Sendable, Hashable {
        case normal = "Normal"
        case warning = "Warning"
    }

    /// What it is about.
    package var regarding: ObjectReference
    package var kind: Kind
    /// Why it is said, in one word for programs.
    package var reason: String
    /// What was done, or not done, in one word.
    package var action: String
    /// What happened, in a sentence for people.
    package var note: String

    /// News of an object.
    package init(
        _ kind: Kind,
        regarding: ObjectReference,
        reason: String,
        action: String,
        note: String
    ) {
        self.kind = kind
        self.regarding = regarding
        self.reason = reason
        self.action = action
        self.note = note
    }
}

extension EventNews {
    /// The longest note that servers take, in bytes.
    static let longestNote = 1_024

    /// The news with a note that servers take.
    var shortened: EventNews {
        guard note.utf8.count > Self.longestNote else { return self }
        var shortened = self
        var length = 0
        let end = note.unicodeScalars.firstIndex { scalar in
            length += UTF8.width(scalar)
            return length > Self.longestNote - 3
        }
        shortened.note = String(note.unicodeScalars[..<(end ?? note.endIndex)]) + "..."
        return shortened
    }

    /// What several notes have in common.
    var withoutNote: EventNews {
        var news = self
        news.note = ""
        return news
    }
}
