// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import KubeCore

/// What a controller has to say about an object at the end of a pass.
package enum ReadinessVerdict: Sendable, Hashable {
    /// All is well.
    case ready
    /// Something is being done, and the controller will look again.
    case reconciling
    /// Nothing helps but somebody who changes something.
    case stalled
}

extension [Condition] {
    /// Writes a verdict as the three conditions that people and tools look at, and says whether anything changed.
    ///
    /// `Reconciling` and `Stalled` are there only while they hold, so that no reader has to know their opposite.
    @discardableResult
    package mutating func setReadiness(
        _ verdict: ReadinessVerdict,
        reason: String,
        message: String = "",
        generation: Int?,
        at now: Timestamp
    ) -> Bool {
        func condition(_ type: String, _ status: Condition.Status) -> Condition {
            Condition(type, status, reason: reason, message: message, observedGeneration: generation)
        }
        var hasChanged = setCondition(condition(ObjectReadiness.ready, verdict == .ready ? .yes : .no), at: now)
        let passing = [ObjectReadiness.reconciling: ReadinessVerdict.reconciling, ObjectReadiness.stalled: .stalled]
        for (type, holding) in passing.sorted(by: { $0.key < $1.key }) {
            let change = verdict == holding ? setCondition(condition(type, .yes), at: now) : removeCondition(type)
            hasChanged = hasChanged || change
        }
        return hasChanged
    }
}
