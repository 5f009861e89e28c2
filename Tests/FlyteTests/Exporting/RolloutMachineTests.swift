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
    }

    private static let cases = [
        Case(
            testDescription: "all run with it: nothing",
            programs: [Program("a", configuration: "new", isSettled: true)],
            step: .done
        ),
        Case(testDescription: "there is no program: nothing", programs: [], step: .done),
        Case(
            testDescription: "one runs with something else: it is restarted",
            programs: [Program("a", configuration: "old", isSettled: true)],
            step: .restart("a")
        ),
        Case(
            testDescription: "nobody knows what one runs with: it is restarted",
            programs: [Program("a", configuration: nil, isSettled: true)],
            step: .restart("a")
        ),
        Case(
            testDescription: "two run with something else: the first comes first",
            programs: [
                Program("a", configuration: "old", isSettled: true),
                Program("b", configuration: "old", isSettled: true),
            ],
            step: .restart("a")
        ),
        Case(
            testDescription: "the first is starting: the second waits",
            programs: [
                Program("a", configuration: "new", isSettled: false),
                Program("b", configuration: "old", isSettled: true),
            ],
            step: .waitFor("a")
        ),
        Case(
            testDescription: "the first works: the second is restarted",
            programs: [
                Program("a", configuration: "new", isSettled: true),
                Program("b", configuration: "old", isSettled: true),
            ],
            step: .restart("b")
        ),
        Case(
            testDescription: "one does not work anyway: it comes first, for the change may be what it needs",
            programs: [
                Program("a", configuration: "old", isSettled: true),
                Program("b", configuration: "old", isSettled: false),
            ],
            step: .restart("b")
        ),
        Case(
            testDescription: "all have it and one is still starting: nothing but to wait",
            programs: [
                Program("a", configuration: "new", isSettled: true),
                Program("b", configuration: "new", isSettled: false),
            ],
            step: .waitFor("b")
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
        let program = Program("a", configuration: "0", isSettled: true)
        for change in 1...20 {
            let now = start + .milliseconds(50) * change
            let step = machine.step(towards: "\(change)", [program], at: now)
            #expect(step == .wait(.seconds(2)))
        }
        let before = machine.step(towards: "20", [program], at: start + .milliseconds(2_999))
        #expect(before == .wait(.milliseconds(1)))
        let due = machine.step(towards: "20", [program], at: start + .seconds(3))
        #expect(due == .restart("a"))
        let after = machine.step(towards: "20", [Program("a", configuration: "20", isSettled: true)], at: start)
        #expect(after == .done)
    }

    @Test("what never stops changing is rolled out all the same, from time to time")
    func patience() {
        var machine = RolloutMachine()
        let program = Program("a", configuration: "0", isSettled: true)
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
        let program = Program("a", configuration: "0", isSettled: true)
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
        let starting = [Program("a", configuration: "new", isSettled: false)]
        #expect(machine.standstill(at: start) == nil)
        for second in 0...60 { _ = machine.step(towards: "new", starting, at: start + .seconds(second)) }
        #expect(machine.standstill(at: start + .seconds(60)) == .seconds(60))
        _ = machine.step(towards: "new", [Program("a", configuration: "new", isSettled: true)], at: start)
        #expect(machine.standstill(at: start) == nil)
    }

    @Test("a machine that forgot everything only waits again")
    func crash() {
        var machine = RolloutMachine()
        let programs = [
            Program("a", configuration: "new", isSettled: true), Program("b", configuration: "old", isSettled: true),
        ]
        let first = machine.step(towards: "new", programs, at: start)
        let second = machine.step(towards: "new", programs, at: start + .seconds(2))
        #expect(first == .wait(.seconds(2)) && second == .restart("b"))
    }
}

extension RolloutMachine.Configuration: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self.init(fleet: value, tokens: "") }
}
