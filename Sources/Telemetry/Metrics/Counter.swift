// SPDX-License-Identifier: Apache-2.0

/// A number that only grows: requests served, bytes sent, seconds spent.
@usableFromInline
package final class Counter: Instrument {
    /// Kept apart, because adding to an integer never has to be tried again.
    @usableFromInline let whole = AtomicInteger(0)
    @usableFromInline let fraction = AtomicDouble(0)

    package init(_ descriptor: MetricDescriptor) {}

    /// What has been counted.
    package var value: Double { Double(whole.value) + fraction.value }

    /// Counts one, or several.
    @inlinable
    package func increment(by amount: UInt64 = 1) {
        whole.add(amount)
    }

    /// Counts a fraction; what is negative or no number is left out, since a counter does not go back.
    @inlinable
    package func add(_ amount: Double) {
        guard amount > 0 else { return }
        fraction.add(amount)
    }

    /// Counts a time, in seconds.
    @inlinable
    package func add(_ duration: Duration) {
        add(duration / .seconds(1))
    }

    package func append(to text: inout PrometheusText, _ name: String, _ labels: [PrometheusText.Label]) {
        text.append(name, labels, value)
    }
}
