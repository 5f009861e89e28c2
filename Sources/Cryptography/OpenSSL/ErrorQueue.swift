// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// The calling thread's queue of OpenSSL errors.
///
/// Whoever calls into OpenSSL leaves it empty: an entry left behind makes `SSL_get_error` misread
/// the next, unrelated TLS operation on the same thread.
package enum ErrorQueue {
    /// Takes all entries out, oldest first, as OpenSSL's reason texts.
    package static func drain() -> [String] {
        var reasons: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { return reasons }
            let reason =
                if let text = unsafe ERR_reason_error_string(code) { unsafe String(cString: text) } else {
                    "error \(code)"
                }
            // One refusal is often queued by each layer that it passes.
            if reason != reasons.last { reasons.append(reason) }
        }
    }

    /// Throws all entries away, after calls whose failure is an ordinary answer.
    package static func clear() {
        ERR_clear_error()
    }
}

extension CryptographyError {
    /// The error for a failed call into OpenSSL; it takes the reasons out of the queue.
    static func fromOpenSSL(_ code: Code, _ message: String) -> CryptographyError {
        CryptographyError(code, message, reasons: ErrorQueue.drain())
    }

    /// Throws unless a call into OpenSSL returned 1, its usual sign of success.
    static func check(
        _ status: CInt,
        _ message: @autoclosure () -> String,
        code: Code = .libraryFailure
    ) throws(CryptographyError) {
        guard status == 1 else { throw fromOpenSSL(code, message()) }
    }
}
