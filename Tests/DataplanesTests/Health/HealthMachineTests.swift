// SPDX-License-Identifier: Apache-2.0

import Dataplanes
import TestSupport
import Testing

@Suite("The verdict on a dataplane")
struct HealthMachineTests {
    /// Looks as they come: `+` well, `-` failed, `=` failed while the verdict is held; and the verdict after each.
    struct Story: CustomTestStringConvertible {
        let name: String
        let looks: String
        /// `u` up, `d` down.
        let verdicts: String
        var start = HealthMachine()
        var thresholds = HealthMachine.Thresholds()

        var testDescription: String { name }

        init(
            _ name: String,
            _ looks: String,
            _ verdicts: String,
            from start: HealthMachine = HealthMachine(),
            _ thresholds: HealthMachine.Thresholds = .init()
        ) {
            self.name = name
            self.looks = looks
            self.verdicts = verdicts
            self.start = start
            self.thresholds = thresholds
        }
    }

    private static let up = HealthMachine(verdict: .up, failures: 0, successes: 2)
    private static let down = HealthMachine(verdict: .down, failures: 3, successes: 0)
    static let stories = [
        Story("one that is well at the first look is up", "+", "u"),
        Story("one that fails at the first look is down", "-", "d"),
        Story("three failures in a row turn it down", "+---", "uuud"),
        Story("two failures do not", "+--+", "uuuu"),
        Story("failures that are not in a row do not", "+--+--+--", "uuuuuuuuu"),
        Story("two successes in a row turn it up", "++", "du", from: down),
        Story("successes that are not in a row do not", "+-+-+", "ddddd", from: down),
        Story("failures that are held change nothing, however many", "=====", "uuuuu", from: up),
        Story("a failure turns it down when it is not held any more", "====-", "uuuud", from: up),
        Story("one that is down stays so while others are held", "==", "dd", from: down),
        Story("a success after held failures starts anew", "==+--", "uuuuu", from: up),
        Story("what was known before a restart counts: failures", "-", "d", from: .init(verdict: .up, failures: 2)),
        Story("what was known before a restart counts: successes", "+", "u", from: .init(verdict: .down, successes: 1)),
        Story("thresholds of one turn it at once", "+-+", "udu", .init(failures: 1, successes: 1)),
        Story("thresholds of none are of one", "+-", "ud", .init(failures: 0, successes: -3)),
        Story("a higher threshold is taken into account at once", "-", "u", from: up, .init(failures: 5)),
    ]

    @Test("changes as looks come in", arguments: stories)
    func story(_ story: Story) {
        var machine = story.start
        var verdicts = ""
        for look in story.looks {
            let before = machine.verdict
            let hasChanged = machine.observe(isWell: look == "+", story.thresholds, isHeld: look == "=")
            #expect(hasChanged == (machine.verdict != before))
            #expect(machine.isFailing == (look != "+"))
            verdicts += machine.verdict == .up ? "u" : "d"
        }
        #expect(verdicts == story.verdicts)
    }

    @Test("counts no further than the thresholds, so that a status settles")
    func caps() {
        var machine = Self.up
        for _ in 0..<10 { _ = machine.observe(isWell: false, .init()) }
        #expect(machine.failures == 3 && machine.successes == 0)
        for _ in 0..<10 { _ = machine.observe(isWell: true, .init()) }
        #expect(machine.failures == 0 && machine.successes == 2)
    }

    @Test("is due when one more failure would turn it")
    func due() {
        var machine = Self.up
        for expected in [false, false, true, true] {
            _ = machine.observe(isWell: false, .init(), isHeld: true)
            #expect(machine.isDue(.init()) == expected)
        }
        #expect(!Self.down.isDue(.init()))
    }
}

@Suite("The suspicion that the control plane fails")
struct FleetSuspicionTests {
    /// How many are up and well, up and failing, and down.
    struct Case: CustomTestStringConvertible {
        let well: Int
        let failing: Int
        let down: Int
        let isRaised: Bool
        var share = 0.5

        var testDescription: String {
            "\(well) well, \(failing) failing and \(down) down \(isRaised ? "raise it" : "do not raise it")"
        }

        init(_ well: Int, _ failing: Int, _ down: Int, _ isRaised: Bool, share: Double = 0.5) {
            self.well = well
            self.failing = failing
            self.down = down
            self.isRaised = isRaised
            self.share = share
        }
    }

    static let cases = [
        Case(0, 0, 0, false),
        Case(0, 1, 0, false),
        Case(0, 2, 0, false),
        Case(1, 2, 0, true),
        Case(2, 1, 0, false),
        Case(2, 2, 0, false),
        Case(0, 3, 0, true),
        Case(49, 51, 0, true),
        Case(50, 50, 0, false),
        Case(1, 1, 100, false),
        Case(10, 0, 90, false),
        Case(0, 2, 100, false),
        Case(70, 30, 0, true, share: 0.25),
        Case(0, 100, 0, false, share: 1),
    ]

    @Test("is raised when most of those that are up fail", arguments: cases)
    func raised(_ row: Case) {
        var suspicion = FleetSuspicion<Int>(share: row.share)
        let kinds =
            Array(repeating: (true, false), count: row.well) + Array(repeating: (true, true), count: row.failing)
            + Array(repeating: (false, true), count: row.down)
        for (key, kind) in kinds.enumerated() { suspicion.note(key, isUp: kind.0, isFailing: kind.1) }
        #expect(suspicion.isRaised == row.isRaised)
        // What is noted again does not count twice, and what is forgotten does not count.
        for (key, kind) in kinds.enumerated() { suspicion.note(key, isUp: kind.0, isFailing: kind.1) }
        #expect(suspicion.isRaised == row.isRaised)
        for key in kinds.indices { suspicion.forget(key) }
        suspicion.forget(-1)
        #expect(!suspicion.isRaised)
        for key in 0..<3 { suspicion.note(key, isUp: true, isFailing: true) }
        #expect(suspicion.isRaised == (row.share < 1))
    }
}
