// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeClient
internal import Synchronization

/// A token that is replaced while requests are under way: each takes what is newest when it begins.
final class ReplaceableToken: CredentialSource {
    private let token = Mutex<Secret<String>?>(nil)

    /// Whether there is one.
    var isThere: Bool { token.withLock { $0 != nil } }

    /// Puts another in its place; nil for none.
    func replace(_ new: Secret<String>?) {
        token.withLock { $0 = new }
    }

    func credential() throws(CredentialError) -> Credential {
        guard let token = token.withLock({ $0 }) else {
            throw CredentialError("there is no token for the dataplane yet")
        }
        return Credential(authorization: Secret("Bearer \(token.exposed)"))
    }

    /// The next one comes when it is made, and not when it is asked for.
    func refused(_ credential: Credential) -> Bool { false }
}
