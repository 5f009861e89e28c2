// SPDX-License-Identifier: Apache-2.0

/// A number that goes up and down: open connections, objects in a cache.
@usableFromInline
package final class Gauge: Instrument {
    /// Steps are kept apart from what was set, because adding to an integer never has to be tried again; two's complement
    /// makes steps down of steps up.
    @usableFromInline let steps = AtomicInteger(0)
    @usableFromInline let base = AtomicDouble(0)

    package init(_ descriptor: MetricDescriptor) {}

    /// The number now.
    package var value: Double { base.value + wholeSteps }

    @usableFromInline var wholeSteps: Double { Double(Int64(bitPattern: steps.value)) }

    /// Replaces the number.
    @inlinable
    package func set(_ value: Double) {
        base.set(value - wholeSteps)
    }

    /// Adds to the number, or takes from it.
    @inlinable
    package func add(_ amount: Double) {
        base.add(amount)
    }

    /// Adds one.
    @inlinable
    package func increment() {
        steps.add(1)
    }

    /// Takes one away.
    @inlinable
    package func decrement() {
        steps.add(.max)
    }

    package func append(to text: inout PrometheusText, _ name: String, _ labels: [PrometheusText.Label]) {
        text.append(name, labels, value)
    }
}
