// SPDX-License-Identifier: Apache-2.0

/// Why something of this room failed: what was attempted, what is wrong with it, and what OpenSSL said.
///
/// It never quotes key material, tokens or certificates' bytes; names and serial numbers may appear.
package struct CryptographyError: Error, Hashable {
    /// What kind of failure it is; the codes are declared beside what throws them.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name, as logs and metric labels show it.
        package let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// What kind of failure it is.
    package let code: Code
    /// What was attempted, what is wrong, and what to do where that is not plain.
    package let message: String
    /// The reasons that OpenSSL left in its error queue, oldest first; empty where the refusal is ours.
    package let reasons: [String]

    init(_ code: Code, _ message: String, reasons: [String] = []) {
        self.code = code
        self.message = message
        self.reasons = reasons
    }
}

extension CryptographyError.Code {
    /// OpenSSL refused something that should work: out of memory, or a policy of this machine (FIPS, security level).
    package static let libraryFailure = Self("libraryFailure")
    /// The operating system or OpenSSL could not deliver random bytes.
    package static let randomUnavailable = Self("randomUnavailable")
}

extension CryptographyError: CustomStringConvertible {
    package var description: String {
        reasons.isEmpty ? message : "\(message) (OpenSSL: \(reasons.joined(separator: "; ")))"
    }
}
