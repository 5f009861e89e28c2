// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Readable durations", .tags(.wording))
struct DurationReadableTests {
    @Test(
        "a duration is written in the unit that fits it",
        arguments: [
            (.zero, "0ns"), (.nanoseconds(999), "999ns"), (.nanoseconds(1_000), "1µs"),
            (.nanoseconds(12_500), "12.5µs"),
            (.milliseconds(250), "250ms"), (.microseconds(250_125), "250.125ms"),
            (.nanoseconds(999_999_999), "999.999ms"),
            (.seconds(1), "1s"), (.milliseconds(1_500), "1.5s"), (.milliseconds(59_999), "59.999s"),
            (.seconds(60), "1m"),
            (.seconds(90), "1m30s"), (.seconds(3_600), "1h"), (.seconds(93_900), "26h5m"), (.seconds(3_601), "1h1s"),
            (.milliseconds(-1_500), "-1.5s"), (.milliseconds(1_005), "1.005s"), (Duration(attoseconds: 1), "0ns"),
        ] as [(Duration, String)]
    )
    func readable(duration: Duration, text: String) {
        #expect(duration.readable == text)
    }
}
