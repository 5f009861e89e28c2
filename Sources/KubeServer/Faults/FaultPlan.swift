// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Synchronization

/// Faults on purpose, for the tests of everything that talks to the server; without rules nothing goes wrong.
package final class FaultPlan: Sendable {
    private let machine: Mutex<FaultMachine>
    /// Whether there is any rule: all that a request asks when there is none.
    private let isArmedNow = Atomic(false)

    /// A plan without rules whose dice the seed determines.
    package init(seed: UInt64 = 1) {
        machine = Mutex(FaultMachine(seed: seed))
    }

    /// The rules that are in force, with how often each has hit.
    package var rules: [(rule: FaultRule, hits: Int)] { machine.withLock { $0.rules.map { ($0.rule, $0.hits) } } }

    /// Puts a rule in force; one of the same name is replaced.
    package func add(_ rule: FaultRule) {
        change { $0.add(rule) }
    }

    /// Takes a rule away; what it has begun, such as a watch that is to be cut, goes on.
    package func remove(_ name: String) {
        change { $0.remove(name) }
    }

    /// Replaces everything.
    package func replace(with rules: [FaultRule], clockSkew: Duration = .zero) {
        change { machine in
            machine.removeAll()
            for rule in rules { machine.add(rule) }
            machine.clockSkew = clockSkew
        }
    }

    /// By how much clocks are wrong that were made with `clock(_:)`.
    package var clockSkew: Duration {
        get { machine.withLock { $0.clockSkew } }
        set { machine.withLock { $0.clockSkew = newValue } }
    }

    /// A clock that is wrong as the plan says; tokens are checked by it where the guard is given it.
    package func clock(_ base: WallClock = .system) -> WallClock {
        WallClock { base.now + self.clockSkew }
    }

    var isArmed: Bool { isArmedNow.load(ordering: .relaxed) }

    var asksForUsers: Bool { machine.withLock { $0.rules.contains { $0.rule.match.asksForUser } } }

    /// What goes wrong with a request.
    func effects(on subject: FaultSubject) -> [FaultEffect] {
        machine.withLock { $0.effects(on: subject) }
    }

    private func change(_ change: (inout FaultMachine) -> Void) {
        machine.withLock { machine in
            change(&machine)
            isArmedNow.store(!machine.rules.isEmpty, ordering: .relaxed)
        }
    }
}

/// The rules with what became of them: a request goes in, what goes wrong with it comes out.
struct FaultMachine: Sendable {
    struct Entry: Sendable {
        let rule: FaultRule
        /// Matching requests, and those of them that were hit.
        var matches = 0
        var hits = 0
    }

    private(set) var rules: [Entry] = []
    var clockSkew = Duration.zero
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func add(_ rule: FaultRule) {
        let entry = Entry(rule: rule)
        if let index = rules.firstIndex(where: { $0.rule.name == rule.name }) {
            rules[index] = entry
        } else {
            rules.append(entry)
        }
    }

    mutating func remove(_ name: String) {
        rules.removeAll { $0.rule.name == name }
    }

    mutating func removeAll() {
        rules = []
    }

    mutating func effects(on subject: FaultSubject) -> [FaultEffect] {
        var effects: [FaultEffect] = []
        for index in rules.indices where rules[index].rule.match.contains(subject) {
            let rule = rules[index].rule
            rules[index].matches += 1
            guard rules[index].matches > rule.skip, rule.count.map({ rules[index].hits < $0 }) ?? true,
                rule.probability >= 1 || roll() < rule.probability
            else { continue }
            rules[index].hits += 1
            effects.append(rule.effect)
        }
        return effects
    }

    /// A number from 0 up to 1 (SplitMix64), the same ones for the same seed.
    private mutating func roll() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    }
}
