// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography
internal import Synchronization

/// The claims of the tokens whose signature was found good lately: clients show the same token with every request.
///
/// There are two generations; when the younger one is full it becomes the older one, and that is forgotten.
package final class VerifiedTokens: Sendable {
    /// What a token says, by its kind.
    package enum Claims: Sendable, Equatable {
        case account(AccountClaims)
        case legacy(LegacyClaims)
    }

    fileprivate struct Generations {
        var younger: [[UInt8]: Claims] = [:]
        var older: [[UInt8]: Claims] = [:]
    }

    private let capacity: Int
    private let generations = Mutex(Generations())

    /// A memory for up to twice as many tokens.
    package init(capacity: Int = 1_024) {
        self.capacity = capacity
    }

    /// The claims of a token; setting nil does nothing.
    package subscript(token: Secret<String>) -> Claims? {
        get {
            let digest = Self.digest(of: token)
            return generations.withLock { generations -> Claims? in
                if let claims = generations.younger[digest] { return claims }
                guard let claims = generations.older[digest] else { return nil }
                generations.remember(claims, digest, capacity)
                return claims
            }
        }
        set {
            guard let newValue else { return }
            let digest = Self.digest(of: token)
            generations.withLock { $0.remember(newValue, digest, capacity) }
        }
    }

    private static func digest(of token: Secret<String>) -> [UInt8] {
        SHA256.hash(Array(token.exposed.utf8))
    }
}

extension VerifiedTokens.Generations {
    fileprivate mutating func remember(_ claims: VerifiedTokens.Claims, _ digest: [UInt8], _ capacity: Int) {
        if younger.count >= capacity {
            older = younger
            younger = [:]
        }
        younger[digest] = claims
    }
}
