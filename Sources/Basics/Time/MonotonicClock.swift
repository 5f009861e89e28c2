// SPDX-License-Identifier: Apache-2.0

/// A clock that only goes forward and whose instants are values of one type, whatever the clock.
///
/// State machines take `ContinuousClock.Instant` as an argument; services hold an `any MonotonicClock`, which tests
/// replace by a clock that is moved by hand. (`any Clock<Duration>` can sleep, but cannot say what time it is.)
package protocol MonotonicClock: Clock where Instant == ContinuousClock.Instant, Duration == Swift.Duration {}

extension ContinuousClock: MonotonicClock {}
