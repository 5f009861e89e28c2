// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import PortolanRouting
package import Telemetry

/// What there is to measure of decisions.
package struct RoutingMeter: Sendable {
    private let decisions: Labeled<Counter>
    private let durations: Histogram
    private let clock: any MonotonicClock

    /// Counts in a registry.
    package init(_ metrics: MetricRegistry, clock: any MonotonicClock, age: @escaping @Sendable () -> Duration) {
        decisions = metrics.counter(
            "portolan_routing_decisions_total",
            help: "Executions that were routed, by label, dataplane and outcome.",
            labels: ["label", "dataplane", "outcome"],
            limit: 10_000
        )
        durations = metrics.histogram(
            "portolan_routing_decision_seconds",
            help: "How long it took to decide on an execution.",
            buckets: .exponential(from: 0.000_000_1, factor: 4, count: 10)
        )
        metrics.gauge(
            "portolan_routing_snapshot_age_seconds",
            help: "How old the knowledge is that routing decides by; zero while the API server is listened to.",
            read: { age() / .seconds(1) }
        )
        self.clock = clock
    }

    /// Decides, and counts the decision.
    func decide(_ request: RoutingRequest, _ fleet: Fleet) -> Result<RoutingDecision, RoutingRefusal> {
        let start = clock.now
        let result: Result<RoutingDecision, RoutingRefusal>
        do throws(RoutingRefusal) {
            result = .success(try fleet.decide(request))
        } catch {
            result = .failure(error)
        }
        durations.observe(start.duration(to: clock.now))
        switch result {
        case .success(let decision):
            decisions.with(decision.label ?? "", decision.dataplane, "Routed").increment()
        case .failure(let refusal):
            // A label that no dataplane has came from outside, and would be one more series each time.
            decisions.with("", "", refusal.reason).increment()
        }
        return result
    }
}
