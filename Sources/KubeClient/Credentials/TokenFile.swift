// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import Synchronization

/// A file with a token that somebody else keeps fresh, as a kubelet does for the pods of its node.
final class TokenFile: CredentialSource {
    /// How long what was read is used.
    ///
    /// A kubelet writes a new token when four fifths of the old one's time are over.
    private static let rereadInterval = Duration.seconds(30)

    private struct State {
        var token: String?
        var readAt: ContinuousClock.Instant?
    }

    private let path: String
    private let clock: any MonotonicClock
    private let state = Mutex(State())

    init(_ path: String, clock: any MonotonicClock = ContinuousClock()) {
        self.path = path
        self.clock = clock
    }

    func credential() throws(CredentialError) -> Credential {
        let now = clock.now
        let current = state.withLock { state in
            state.readAt.flatMap { now < $0 + Self.rereadInterval ? state.token : nil }
        }
        if let current { return .bearer(current) }
        do {
            let token = try read()
            state.withLock { $0 = State(token: token, readAt: now) }
            return .bearer(token)
        } catch {
            // What was read before may still be good. If not, the server says so.
            guard let last = state.withLock(\.token) else { throw error }
            return .bearer(last)
        }
    }

    /// Forgets when the file was read, and says whether there is another token in it by now.
    func refused(_ credential: Credential) -> Bool {
        state.withLock { $0.readAt = nil }
        guard let token = try? read() else { return false }
        return Credential.bearer(token) != credential
    }

    private func read() throws(CredentialError) -> String {
        let bytes: [UInt8]
        do {
            bytes = try File.read(path)
        } catch {
            throw CredentialError("cannot read the token in \(path): \(error.reason)")
        }
        let token = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard token.count == 1 else { throw CredentialError("the file \(path) holds no token") }
        return String(token[0])
    }
}
