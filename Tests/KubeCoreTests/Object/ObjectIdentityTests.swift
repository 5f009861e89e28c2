// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("The identity of an object", .tags(.codec))
struct ObjectIdentityTests {
    @Test(
        "any text is given back as it was",
        arguments: [
            "", "x", "5f0c9e1a-7b3d-4c1e-9d2f-0123456789ab", "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff", "5F0C9E1A-7B3D-4C1E-9D2F-0123456789AB",
            "5f0c9e1a-7b3d-4c1e-9d2f-0123456789a", "5f0c9e1a07b3d-4c1e-9d2f-0123456789ab",
            "5f0c9e1a-7b3d-4c1e-9d2f-0123456789ag", "5f0c9e1a-7b3d-4c1e-9d2f-01234567 9ab",
            "an identity of 36 bytes and no UUID.",
        ]
    )
    func roundTrip(_ text: String) throws {
        #expect(ObjectIdentity(text).text == text)
        #expect(ObjectMeta(name: "x", uid: text).uid == text)
        let meta = try ObjectMeta(parsing: #"{"uid":"\#(text)"}"#)
        #expect(meta.identity == ObjectIdentity(text))
        #expect(ObjectIdentity(text) != ObjectIdentity(text + "0"))
    }

    @Test("identities are equal when their texts are, by seed", arguments: Seed.some(20))
    func equality(_ seed: Seed) {
        var random = SeededRandom(seed)
        let digits = Array("0123456789abcdef")
        let texts = (0..<50).map { _ in
            [8, 4, 4, 4, 12].map { count in String((0..<count).map { _ in digits.randomElement(using: &random) ?? "0" })
            }
            .joined(separator: "-")
        }
        for text in texts {
            #expect(ObjectIdentity(text).text == text)
            #expect(texts.filter { ObjectIdentity($0) == ObjectIdentity(text) } == texts.filter { $0 == text })
        }
    }
}
