// SPDX-License-Identifier: Apache-2.0

import Telemetry
import TestSupport
import Testing

@Suite("Line backlog", .tags(.machine))
struct LineBacklogTests {
    enum Step {
        case add(String)
        /// So many bytes of the first line were written.
        case wrote(Int)
        case dropFirst
        case dropAll
        /// What must be next, and how many lines must have been lost until now.
        case expect(next: String?, dropped: Int = 0)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let steps: [Step]

        init(_ testDescription: String, _ steps: Step...) {
            self.testDescription = testDescription
            self.steps = steps
        }
    }

    @Test(
        "lines are kept in order up to ten bytes",
        arguments: [
            Case("an empty backlog has nothing", .expect(next: nil)),
            Case(
                "lines come in order, and partly written ones go on where they were",
                .add("abc"),
                .add("de"),
                .expect(next: "abc"),
                .wrote(2),
                .expect(next: "c"),
                .wrote(1),
                .expect(next: "de"),
                .wrote(2),
                .expect(next: nil)
            ),
            Case(
                "a line that is too long for all is taken when there is nothing else",
                .add("0123456789abc"),
                .expect(next: "0123456789abc")
            ),
            Case(
                "what has no room is lost, and said where it is missing",
                .add("01234567"),
                .add("abc"),
                .add("abc"),
                .expect(next: "01234567", dropped: 2),
                .wrote(8),
                .expect(next: "<2>", dropped: 2),
                .add("d"),
                .wrote(3),
                .expect(next: "d", dropped: 2),
                .wrote(1),
                .expect(next: nil, dropped: 2)
            ),
            Case(
                "the notice stands before the next line that has room",
                .add("0123"),
                .add("456789"),
                .add("lost"),
                .wrote(4),
                .add("e"),
                .wrote(6),
                .expect(next: "<1>", dropped: 1),
                .wrote(3),
                .expect(next: "e", dropped: 1)
            ),
            Case(
                "a line that cannot be written counts as lost",
                .add("abc"),
                .wrote(1),
                .dropFirst,
                .expect(next: "<1>", dropped: 1),
                .wrote(3),
                .expect(next: nil, dropped: 1)
            ),
            Case(
                "when nothing can be written any more nothing is left, not even a notice",
                .add("abc"),
                .add("def"),
                .dropAll,
                .expect(next: nil, dropped: 2),
                .add("g"),
                .expect(next: "g", dropped: 2)
            ),
        ]
    )
    func machine(row: Case) {
        var backlog = LineBacklog(capacity: 10) { Array("<\($0)>".utf8) }
        for step in row.steps {
            switch step {
            case .add(let line): backlog.add(Array(line.utf8))
            case .wrote(let count): backlog.advance(by: count)
            case .dropFirst: backlog.dropFirst()
            case .dropAll: backlog.dropAll()
            case .expect(let next, let dropped):
                let found = backlog.next().map { String(decoding: $0, as: UTF8.self) }
                #expect(found == next)
                #expect(backlog.droppedCount == dropped)
            }
        }
    }
}
