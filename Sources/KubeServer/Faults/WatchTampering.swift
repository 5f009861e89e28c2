// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// What faults make of the lines of a watch: bytes go in, what to do with them comes out.
struct WatchTampering: Sendable {
    enum Action: Equatable {
        case send([UInt8])
        case wait(Duration)
        /// The end, without an end.
        case cut
    }

    private let effects: [FaultEffect]
    private var lineCount = 0
    private var isCut = false

    /// Nil when none of the effects concerns a stream.
    init?(_ effects: [FaultEffect]) {
        self.effects = effects.filter { effect in
            switch effect {
            case .cutWatch, .droppedBookmarks, .duplicatedEvents, .delayedEvents: true
            default: false
            }
        }
        if self.effects.isEmpty { return nil }
    }

    /// What is to be done with whole lines in place of sending them.
    mutating func actions(for bytes: [UInt8]) -> [Action] {
        var actions: [Action] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) where !isCut {
            actions += self.actions(forLine: line + [UInt8(ascii: "\n")])
        }
        // Without a line to cut through, the end comes when there is one.
        return actions
    }

    private mutating func actions(forLine line: ArraySlice<UInt8>) -> [Action] {
        let isBookmark = line.starts(with: Array("{\"type\":\"BOOKMARK\"".utf8))
        var copies = 1
        var actions: [Action] = []
        for effect in effects {
            switch effect {
            case .cutWatch(let limit, let inLine) where lineCount >= limit:
                isCut = true
                return (inLine ? [.send(Array(line.prefix(line.count / 2)))] : []) + [.cut]
            case .droppedBookmarks where isBookmark: return []
            case .duplicatedEvents: copies = 2
            case .delayedEvents(let delay): actions.append(.wait(delay))
            default: continue
            }
        }
        lineCount += 1
        return actions + Array(repeating: .send(Array(line)), count: copies)
    }

    /// Whether the stream is to be cut before anything is sent.
    var isOverBeforeItBegins: Bool {
        effects.contains(.cutWatch(afterLines: 0, inLine: false))
    }
}
