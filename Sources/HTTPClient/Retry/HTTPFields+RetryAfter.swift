// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPCore

extension HTTPFields {
    /// How long the server asks to wait (RFC 9110, section 10.2.3), or nil when it does not say.
    package func retryAfter(now: Timestamp) -> Duration? {
        guard let text = self["Retry-After"] else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // Absurd numbers mean "not soon", and must not overflow.
            return .seconds(Swift.min(Int64(text) ?? .max, 1 << 40))
        }
        guard let date = try? HTTPDate.parse(text) else { return nil }
        return Swift.max(.zero, date - now)
    }
}
