// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// An `EVP_PKEY` with its one owner.
// SAFETY: the key never changes after `init`, and OpenSSL 3 lets several threads read one EVP_PKEY at a time
// (openssl-threads(7)); what it caches inside, it guards by its own locks.
@safe
final class KeyHandle: @unchecked Sendable {
    private let pointer: OpaquePointer
    /// What kind of key it is.
    let type: KeyType

    /// Takes over a key.
    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
        type = unsafe Self.type(of: pointer)
    }

    deinit {
        unsafe EVP_PKEY_free(pointer)
    }

    /// Lends the key to C calls.
    func withPointer<Result, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withExtendedLifetime(self) { () throws(Failure) in try unsafe body(pointer) }
    }

    private static func type(of pointer: OpaquePointer) -> KeyType {
        if unsafe EVP_PKEY_is_a(pointer, "RSA") == 1 { return unsafe .rsa(bits: Int(EVP_PKEY_get_bits(pointer))) }
        guard unsafe EVP_PKEY_is_a(pointer, "EC") == 1 else {
            return if let name = unsafe EVP_PKEY_get0_type_name(pointer) { unsafe .other(String(cString: name)) } else {
                .other("unknown")
            }
        }
        var name = [CChar](repeating: 0, count: 80)
        let status = unsafe name.withUnsafeMutableBufferPointer {
            unsafe EVP_PKEY_get_group_name(pointer, $0.baseAddress, $0.count, nil)
        }
        // A curve given by explicit parameters has no name; such keys are refused by RFC 5480, and so here.
        guard status == 1 else {
            ErrorQueue.clear()
            return .other("EC with explicit parameters")
        }
        let group = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return group == "prime256v1" ? .p256 : .other("EC \(group)")
    }
}
