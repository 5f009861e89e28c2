// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// An `X509` with its one owner.
// SAFETY: the certificate is complete before `init` and never changes after it; OpenSSL 3 lets several threads read one
// X509 at a time (openssl-threads(7)). What it caches inside, it guards by its own lock, and `init` fills it.
@safe
final class CertificateHandle: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Takes over a certificate.
    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
        // Parses and caches the extensions.
        unsafe X509_check_purpose(pointer, -1, 0)
        ErrorQueue.clear()
    }

    deinit {
        unsafe X509_free(pointer)
    }

    /// Lends the certificate to C calls.
    func withPointer<Result: ~Copyable, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withExtendedLifetime(self) { () throws(Failure) in try unsafe body(pointer) }
    }
}
