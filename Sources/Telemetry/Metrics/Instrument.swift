// SPDX-License-Identifier: Apache-2.0

/// A counter, gauge or histogram: what is updated, for one combination of label values.
///
/// Keep it: finding it again by its labels costs more than updating it.
package protocol Instrument: AnyObject, Sendable {
    /// An instrument that has seen nothing yet.
    init(_ descriptor: MetricDescriptor)

    /// Writes its samples.
    func append(to text: inout PrometheusText, _ name: String, _ labels: [PrometheusText.Label])
}
