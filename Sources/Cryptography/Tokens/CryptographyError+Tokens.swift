// SPDX-License-Identifier: Apache-2.0

extension CryptographyError.Code {
    /// The token is not three parts of base64url with JSON objects in the first two.
    package static let malformedToken = Self("malformedToken")
    /// The token is longer than the verifier reads.
    package static let tokenTooLong = Self("tokenTooLong")
    /// The token is signed in a way that is not accepted, or not at all (`none`).
    package static let unsupportedTokenAlgorithm = Self("unsupportedTokenAlgorithm")
    /// The token names an algorithm that its key is not used with.
    package static let tokenAlgorithmMismatch = Self("tokenAlgorithmMismatch")
    /// The token demands that an extension be understood (`crit`), and none is.
    package static let unsupportedTokenExtension = Self("unsupportedTokenExtension")
    /// The token is of another kind (`typ`) than the verifier wants.
    package static let wrongTokenType = Self("wrongTokenType")
    /// The token names a key (`kid`) that the verifier does not have.
    package static let unknownTokenKey = Self("unknownTokenKey")
    /// No key of the verifier made the token's signature.
    package static let invalidTokenSignature = Self("invalidTokenSignature")
    /// The token lacks a claim that the verifier wants.
    package static let missingTokenClaim = Self("missingTokenClaim")
    /// The token is from another issuer.
    package static let wrongTokenIssuer = Self("wrongTokenIssuer")
    /// The token is for others.
    package static let wrongTokenAudience = Self("wrongTokenAudience")
    /// The token's time is over.
    package static let tokenExpired = Self("tokenExpired")
    /// The token's time has not come.
    package static let tokenNotYetValid = Self("tokenNotYetValid")
    /// The token says that it was made in the future.
    package static let tokenIssuedInFuture = Self("tokenIssuedInFuture")
}
