// SPDX-License-Identifier: Apache-2.0

/// Decides when programs that read their configuration only when they start have to start again.
///
/// What a program's pods run with is written down with the program itself. So the machine can forget everything at any
/// time: all that is lost is how long it has waited already.
package struct RolloutMachine: Sendable {
    /// How patient the machine is.
    package struct Pacing: Sendable, Hashable {
        /// How long nothing has to change before pods are replaced.
        package var quiet = Duration.seconds(2)
        /// After how long they are replaced although something still changes.
        package var patience = Duration.seconds(15)
        /// After how long pods that do not work are somebody's business.
        package var standstill = Duration.seconds(600)

        /// A pacing that fits most.
        package init() {}
    }

    /// What pods read when they start, in digests.
    package struct Configuration: Sendable, Hashable {
        /// What they have to know soon.
        let fleet: String
        /// The tokens: who has the ones before gets in, too, as long as those are good.
        let tokens: String

        /// A configuration from its two digests, neither of which has a dot in it.
        package init(fleet: String, tokens: String) {
            self.fleet = fleet
            self.tokens = tokens
        }
    }

    /// A program, as it is known now.
    package struct Program: Sendable, Hashable {
        package let name: String
        /// The configuration with which its pods were made; nil when nobody knows.
        package let configuration: Configuration?
        /// For how long the tokens that its pods have read may do; nil when nobody knows.
        package let leeway: Duration?
        /// Whether all its pods are of the present template, and work.
        package let isSettled: Bool

        /// A program with what its pods run with.
        package init(_ name: String, configuration: Configuration?, leeway: Duration? = nil, isSettled: Bool) {
            self.name = name
            self.configuration = configuration
            self.leeway = leeway
            self.isSettled = isSettled
        }

        /// For how long its pods may go on although something else is wanted.
        fileprivate func leeway(before wanted: Configuration) -> Duration {
            guard let configuration, configuration.fleet == wanted.fleet, let leeway else { return .zero }
            return max(leeway, .zero)
        }
    }

    /// What there is to do.
    package enum Step: Sendable, Hashable {
        /// Nothing: all run with what is wanted.
        case done
        /// Wait, for something may still change, or because what has changed is not needed yet.
        case wait(Duration)
        /// Wait until the pods of a program work; whoever watches it will notice.
        case waitFor(String)
        /// Replace the pods of a program.
        case restart(String)
    }

    private struct Pending: Sendable {
        var configuration: Configuration
        let since: ContinuousClock.Instant
        var changedAt: ContinuousClock.Instant
    }

    private struct Standstill: Sendable {
        let program: String
        let since: ContinuousClock.Instant
    }

    private let pacing: Pacing
    private var pending: Pending?
    private var standstill: Standstill?

    /// A machine that knows nothing.
    package init(_ pacing: Pacing = Pacing()) {
        self.pacing = pacing
    }

    /// What is to be done so that all programs, in this order and one at a time, run with a configuration.
    package mutating func step(
        towards configuration: Configuration,
        _ programs: [Program],
        at now: ContinuousClock.Instant
    ) -> Step {
        let step = decide(configuration, programs, at: now)
        if case .waitFor(let program) = step {
            if standstill?.program != program { standstill = Standstill(program: program, since: now) }
        } else {
            standstill = nil
        }
        return step
    }

    /// For how long the pods of a program have been waited for; nil when none are.
    package func standstill(at now: ContinuousClock.Instant) -> Duration? {
        standstill.map { $0.since.duration(to: now) }
    }

    private mutating func decide(
        _ configuration: Configuration,
        _ programs: [Program],
        at now: ContinuousClock.Instant
    ) -> Step {
        let outdated = programs.filter { $0.configuration != configuration }
        guard !outdated.isEmpty else {
            pending = nil
            return programs.first { !$0.isSettled }.map { .waitFor($0.name) } ?? .done
        }
        // Renewed tokens are read with the next change, or together when the first of those before is about to end.
        let leeway = outdated.map { $0.leeway(before: configuration) }.min() ?? .zero
        if leeway > .zero {
            pending = nil
            return .wait(leeway)
        }
        note(configuration, at: now)
        if let starting = programs.first(where: { $0.configuration == configuration && !$0.isSettled }) {
            return .waitFor(starting.name)
        }
        if let wait = remainingWait(at: now) { return .wait(wait) }
        // One that does not work anyway loses nothing, and may need this very change.
        return .restart((outdated.first { !$0.isSettled } ?? outdated[0]).name)
    }

    private mutating func note(_ configuration: Configuration, at now: ContinuousClock.Instant) {
        guard var known = pending else {
            pending = Pending(configuration: configuration, since: now, changedAt: now)
            return
        }
        guard known.configuration != configuration else { return }
        known.configuration = configuration
        known.changedAt = now
        pending = known
    }

    private func remainingWait(at now: ContinuousClock.Instant) -> Duration? {
        guard let pending else { return nil }
        let due = min(pending.changedAt.advanced(by: pacing.quiet), pending.since.advanced(by: pacing.patience))
        return due > now ? now.duration(to: due) : nil
    }
}

// As an annotation

extension RolloutMachine.Configuration: CustomStringConvertible {
    package var description: String { "\(fleet).\(tokens)" }

    /// Reads what ``description`` says; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        self.init(fleet: String(parts[0]), tokens: String(parts[1]))
    }
}
