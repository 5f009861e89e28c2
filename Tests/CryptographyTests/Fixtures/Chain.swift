// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography

/// A root, an intermediate, and what they issue, for one day in 2030.
struct Chain {
    /// Noon of the day.
    static let noon = Timestamp(secondsSinceEpoch: 1_893_499_200)
    /// The day around noon.
    static let day = (noon - .seconds(12 * 3_600))...(noon + .seconds(12 * 3_600))
    /// The week around the day.
    static let week = (noon - .seconds(84 * 3_600))...(noon + .seconds(84 * 3_600))

    let root: CertificateAuthority
    let intermediate: CertificateAuthority

    init(key: PrivateKey? = nil) throws {
        root = try .root(subject: DistinguishedName(commonName: "root"), validity: Self.week, key: key)
        intermediate = try root.issueIntermediate(
            subject: DistinguishedName(commonName: "intermediate"),
            validity: Self.week,
            key: key
        )
    }

    /// A server certificate for `api.example.test` and 127.0.0.1.
    func server(
        by authority: CertificateAuthority? = nil,
        names: [SubjectAlternativeName] = [.dns("api.example.test"), .ip("127.0.0.1")],
        validity: ClosedRange<Timestamp> = day,
        usages: [ExtendedKeyUsage] = [.serverAuthentication]
    ) throws -> CertificateIdentity {
        try (authority ?? intermediate).issue(
            subject: DistinguishedName(commonName: "server"),
            names: names,
            validity: validity,
            usages: usages
        )
    }
}
