// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Whether two secrets are the same, in a time that depends on their lengths only.
///
/// The lengths are no secret: codes and tokens of one kind have one length.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBytes { left in
        unsafe right.withUnsafeBytes { right in
            unsafe left.isEmpty || CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
        }
    }
}
