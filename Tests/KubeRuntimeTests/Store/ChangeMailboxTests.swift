// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("The mailbox of a subscriber", .tags(.machine))
struct ChangeMailboxTests {
    @Test("35: a subscriber that comes late first hears of what there is, and then of every change, once")
    func lateSubscriber() {
        var store = StoreScript.synced("a@1", "b@2")
        var mailbox = ChangeMailbox(tellingOf: store.table.snapshot)
        for change in store.table.apply(.upsert(PartialObject(sample: "c@11"))) { mailbox.post(change) }
        #expect(mailbox.take().map(\.words) == ["+a@1", "+b@2", "+c@11"])
        #expect(mailbox.take().isEmpty)
    }

    @Test("36: a slow subscriber hears of each key once, from what it knew to what there is")
    func coalescing() {
        var store = StoreScript.synced("a@1", "b@2")
        var mailbox = ChangeMailbox(tellingOf: store.table.snapshot)
        _ = mailbox.take()
        let updates: [StoreUpdate<PartialObject>] = (11..<1_000).map { .upsert(PartialObject(sample: "a@\($0)")) }
        for update in updates + [.upsert(PartialObject(sample: "b@1000"))] {
            for change in store.table.apply(update) { mailbox.post(change) }
        }
        #expect(mailbox.count == 2)
        #expect(mailbox.take(limit: 1).map(\.words) == ["a@1 > a@999"])
        #expect(mailbox.take(limit: 1).map(\.words) == ["b@2 > b@1000"])
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let first: ObjectChange<PartialObject>
        let second: ObjectChange<PartialObject>
        let both: String?

        init(
            _ testDescription: String,
            _ first: ObjectChange<PartialObject>,
            _ second: ObjectChange<PartialObject>,
            _ both: String?
        ) {
            self.testDescription = testDescription
            self.first = first
            self.second = second
            self.both = both
        }
    }

    static func object(_ sample: String) -> PartialObject { PartialObject(sample: sample) }

    static let pairs = [
        Case(
            "what is added and changed is added",
            .added(object("a@1")),
            .updated(from: object("a@1"), to: object("a@2")),
            "+a@2"
        ),
        Case("what comes and goes never was", .added(object("a@1")), .deleted(object("a@2"), isLastState: true), nil),
        Case(
            "two changes are one",
            .updated(from: object("a@1"), to: object("a@2")),
            .updated(from: object("a@2"), to: object("a@3")),
            "a@1 > a@3"
        ),
        Case(
            "what is changed and deleted is deleted in its last state",
            .updated(from: object("a@1"), to: object("a@2")),
            .deleted(object("a@3"), isLastState: true),
            "-a@3"
        ),
        Case(
            "what is deleted and made again is another",
            .deleted(object("a@2"), isLastState: true),
            .added(object("a@3#2")),
            "a@2 >> a@3"
        ),
        Case(
            "what is made again and changed is another",
            .recreated(old: object("a@1"), new: object("a@2#2")),
            .updated(from: object("a@2#2"), to: object("a@3#2")),
            "a@1 >> a@3"
        ),
        Case(
            "of what was made again and deleted, only the first was known",
            .recreated(old: object("a@1"), new: object("a@2#2")),
            .deleted(object("a@3#2"), isLastState: true),
            "-a@1 or later"
        ),
    ]

    @Test("36: two changes of an object as one", arguments: pairs)
    func followed(_ row: Case) {
        #expect(row.first.followed(by: row.second)?.words == row.both)
    }

    @Test("36: objects that come and go while nobody looks leave nothing behind")
    func bounded() {
        var mailbox = ChangeMailbox(tellingOf: ObjectTable<PartialObject>().snapshot)
        for number in 0..<1_000 {
            mailbox.post(.added(Self.object("a\(number)@1")))
            mailbox.post(.deleted(Self.object("a\(number)@2"), isLastState: true))
        }
        #expect(mailbox.isEmpty)
        #expect(mailbox.take().isEmpty)
    }
}
