// SPDX-License-Identifier: Apache-2.0

/// Learns of each request, for metrics.
package protocol TransferObserver: Sendable {
}
