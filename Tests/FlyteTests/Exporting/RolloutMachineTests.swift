// SPDX-License-Identifier: Apache-2.0

import Flyte
import Testing

@Suite("When Flyte's programs are started again")
struct RolloutMachineTests {
    typealias Program = RolloutMachine.Program

    /// A row of the protocol: what is known, and what to do about it once nothing has changed for long.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let programs: [Program]
        let step: RolloutMachine.Step

        init(_ testDescription: String, _ programs: [Program], _ step: RolloutMachine.Step) {
            self.testDescription = testDescription
            self.programs = programs
            self.step = step
        }
    }

    private static let cases = [
        Case("all run with it: nothing", [.settled("a", "new")], .done),
        Case("there is no program: nothing", [], .done),
        Case("one runs with something else: it is restarted", [.settled("a", "old")], .restart("a")),
        Case("nobody knows what one runs with: it is restarted", [.settled("a", nil)], .restart("a")),
        Case(
            "two run with something else: the first comes first",
            [.settled("a", "old"), .settled("b", "old")],
            .restart("a")
        ),
        Case("the first is starting: the second waits", [.starting("a", "new"), .settled("b", "old")], .waitFor("a")),
        Case("the first works: the second is restarted", [.settled("a", "new"), .settled("b", "old")], .restart("b")),
        Case(
            "one does not work anyway: it comes first, for the change may be what it needs",
            [.settled("a", "old"), .starting("b", "old")],
            .restart("b")
        ),
        Case(
            "all have it and one is still starting: nothing but to wait",
            [.settled("a", "new"), .starting("b", "new")],
            .waitFor("b")
        ),
    ]

    private let start = ContinuousClock.now

    @Test("one at a time, and only those that need it", arguments: cases)
    func steps(_ row: Case) {
        var machine = RolloutMachine()
        _ = machine.step(towards: "new", row.programs, at: start)
        let step = machine.step(towards: "new", row.programs, at: start + .seconds(60))
        #expect(step == row.step)
    }

    @Test("twenty changes in one second make one rollout")
    func coalesced() {
        var machine = RolloutMachine()
        let program = Program.settled("a", "0")
        for change in 1...20 {
            let now = start + .milliseconds(50) * change
            let step = machine.step(towards: "\(change)", [program], at: now)
            #expect(step == .wait(.seconds(2)))
        }
        let before = machine.step(towards: "20", [program], at: start + .milliseconds(2_999))
        #expect(before == .wait(.milliseconds(1)))
        let due = machine.step(towards: "20", [program], at: start + .seconds(3))
        #expect(due == .restart("a"))
        let after = machine.step(towards: "20", [Program.settled("a", "20")], at: start)
        #expect(after == .done)
    }

    @Test("what never stops changing is rolled out all the same, from time to time")
    func patience() {
        var machine = RolloutMachine()
        let program = Program.settled("a", "0")
        var restarts = 0
        for change in 1...60 {
            let step = machine.step(towards: "\(change)", [program], at: start + .seconds(change))
            if step == .restart("a") {
                restarts += 1
                #expect(change >= 16)
            }
        }
        #expect(restarts > 0)
    }

    @Test("a change back before its time is none")
    func undone() {
        var machine = RolloutMachine()
        let program = Program.settled("a", "0")
        _ = machine.step(towards: "1", [program], at: start)
        let undone = machine.step(towards: "0", [program], at: start + .seconds(1))
        #expect(undone == .done)
        let again = machine.step(towards: "1", [program], at: start + .seconds(20))
        #expect(again == .wait(.seconds(2)))
    }

    private static let before = RolloutMachine.Configuration(fleet: "f", tokens: "1")
    private static let renewed = RolloutMachine.Configuration(fleet: "f", tokens: "2")

    private func programs(leeway: Duration?...) -> [Program] {
        zip(["a", "b"], leeway).map { Program($0, configuration: Self.before, leeway: $1, isSettled: true) }
    }

    @Test("renewed tokens alone wait until the first pods need them; then all programs read them")
    func renewals() {
        var machine = RolloutMachine()
        let early = machine.step(towards: Self.renewed, programs(leeway: .seconds(900), .seconds(600)), at: start)
        #expect(early == .wait(.seconds(600)))
        let later = start + .seconds(600)
        let due = machine.step(towards: Self.renewed, programs(leeway: .seconds(300), .zero), at: later)
        #expect(due == .wait(.seconds(2)), "what else is renewed at that moment is read as well")
        let first = machine.step(
            towards: Self.renewed,
            programs(leeway: .seconds(298), .seconds(-2)),
            at: later + .seconds(2)
        )
        #expect(first == .restart("a"))
    }

    @Test("renewed tokens are read at once with any other change, and where nobody knows how long the old ones do")
    func urgent() {
        var machine = RolloutMachine()
        _ = machine.step(towards: Self.renewed, programs(leeway: .seconds(900)), at: start)
        let changed = RolloutMachine.Configuration(fleet: "g", tokens: "2")
        let later = start + .seconds(100)
        let wait = machine.step(towards: changed, programs(leeway: .seconds(800)), at: later)
        #expect(wait == .wait(.seconds(2)), "other changes of that moment are waited for all the same")
        let step = machine.step(towards: changed, programs(leeway: .seconds(798)), at: later + .seconds(2))
        #expect(step == .restart("a"))
        let unknown = machine.step(towards: Self.renewed, programs(leeway: nil), at: start)
        #expect(unknown != .restart("b") && unknown != .wait(.seconds(900)))
    }

    @Test("the annotation of another time is no configuration", arguments: ["", "abc", "a.b.c"])
    func foreign(_ text: String) {
        #expect(RolloutMachine.Configuration(text) == nil)
    }

    @Test("knows for how long it has waited for a program")
    func standstill() {
        var machine = RolloutMachine()
        let starting = [Program.starting("a", "new")]
        #expect(machine.standstill(at: start) == nil)
        for second in 0...60 { _ = machine.step(towards: "new", starting, at: start + .seconds(second)) }
        #expect(machine.standstill(at: start + .seconds(60)) == .seconds(60))
        _ = machine.step(towards: "new", [Program.settled("a", "new")], at: start)
        #expect(machine.standstill(at: start) == nil)
    }

    @Test("a machine that forgot everything only waits again")
    func crash() {
        var machine = RolloutMachine()
        let programs = [
            Program.settled("a", "new"), Program.settled("b", "old"),
        ]
        let first = machine.step(towards: "new", programs, at: start)
        let second = machine.step(towards: "new", programs, at: start + .seconds(2))
        #expect(first == .wait(.seconds(2)) && second == .restart("b"))
    }
}

extension RolloutMachine.Configuration: ExpressibleByStringInterpolation {
    /// The configuration of a fleet whose tokens are not the subject.
    public init(stringLiteral value: String) { self.init(fleet: value, tokens: "") }
}

extension RolloutMachine.Program {
    /// One that works with a configuration; nil where nobody knows with which.
    fileprivate static func settled(_ name: String, _ configuration: RolloutMachine.Configuration?) -> Self {
        Self(name, configuration: configuration, isSettled: true)
    }

    /// One that does not work, or not yet.
    fileprivate static func starting(_ name: String, _ configuration: RolloutMachine.Configuration?) -> Self {
        Self(name, configuration: configuration, isSettled: false)
    }
}
