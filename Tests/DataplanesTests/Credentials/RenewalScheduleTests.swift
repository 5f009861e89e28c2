// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Dataplanes
import JSONKit
import TestSupport
import Testing

@Suite("When a token is replaced", .tags(.property))
struct RenewalScheduleTests {
    @Test("is between 75 and 80 hundredths of its life, spread over dataplanes and the same after a restart")
    func jitter() {
        for lifetime in [Duration.seconds(600), .seconds(86_400), .seconds(4)] {
            var parts: [Double] = []
            for number in 0..<1_000 {
                let schedule = RenewalSchedule(
                    issuedAt: Samples.start,
                    expiresAt: Samples.start + lifetime,
                    name: "dataplane-\(number)"
                )
                #expect(
                    schedule
                        == RenewalSchedule(
                            issuedAt: Samples.start,
                            expiresAt: Samples.start + lifetime,
                            name: "dataplane-\(number)"
                        )
                )
                #expect(
                    !schedule.isDue(at: schedule.renewAt - .milliseconds(1)) && schedule.isDue(at: schedule.renewAt)
                )
                parts.append((schedule.renewAt - Samples.start) / lifetime)
            }
            #expect(parts.allSatisfy { $0 > 0.749 && $0 <= 0.8 })
            #expect(parts.contains { $0 < 0.755 } && parts.contains { $0 > 0.795 })
        }
    }

    @Test("it has ended a little early, but not before it is replaced")
    func end() {
        for (lifetime, slack) in [(Duration.seconds(600), Duration.seconds(5)), (.seconds(20), .seconds(1))] {
            let end = Samples.start + lifetime
            let schedule = RenewalSchedule(issuedAt: Samples.start, expiresAt: end, name: "a")
            #expect(!schedule.hasEnded(at: end - slack - .milliseconds(1)))
            #expect(schedule.hasEnded(at: end - slack + .milliseconds(1)) && schedule.hasEnded(at: end))
            #expect(!schedule.hasEnded(at: schedule.renewAt))
        }
    }
}

@Suite("What a token says of its end")
struct UnverifiedTokenTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        /// By the clock of the server, after the start of this one's.
        let issuedAt: Int64?
        let expiration: Int64?
        let granted: Int64
        /// By this clock.
        let end: Int64

        var testDescription: String { name }

        init(_ name: String, _ issuedAt: Int64?, _ expiration: Int64?, granted: Int64, end: Int64) {
            self.name = name
            self.issuedAt = issuedAt
            self.expiration = expiration
            self.granted = granted
            self.end = end
        }
    }

    static let cases = [
        Case("clocks agree", 0, 600, granted: 600, end: 600),
        Case("the server's clock is an hour ahead", 3_600, 4_200, granted: 4_200, end: 600),
        Case("the server's clock is an hour behind", -3_600, -3_000, granted: -3_000, end: 600),
        Case("the server grants less than the token says", 0, 31_536_000, granted: 3_607, end: 3_607),
        Case("the token says less than the server grants", 0, 600, granted: 900, end: 600),
        Case("the token does not say when it was made", nil, 600, granted: 700, end: 700),
        Case("the token does not say when it ends", 0, nil, granted: 700, end: 700),
        Case("the token ends before it was made", 0, -5, granted: 700, end: 700),
    ]

    @Test("is translated into this clock's time", arguments: cases)
    func end(_ row: Case) {
        func time(_ seconds: Int64) -> Timestamp { Samples.start + .seconds(seconds) }
        let claims = TokenClaims(expiration: row.expiration.map(time), issuedAt: row.issuedAt.map(time))
        let payload = Base64.url.encode(claims.serialized())
        let token = UnverifiedToken(Secret("e30.\(payload).x"))
        #expect(token.end(granted: time(row.granted), receivedAt: Samples.start) == time(row.end))
    }

    @Test(
        "is the server's word where it is no JSON Web Token",
        arguments: ["", "opaque", "a.b.c", "a.b", "..", "e30.W10.x"]
    )
    func opaque(_ text: String) {
        let end = Samples.start + .seconds(600)
        #expect(UnverifiedToken(Secret(text)).end(granted: end, receivedAt: Samples.start) == end)
    }
}
