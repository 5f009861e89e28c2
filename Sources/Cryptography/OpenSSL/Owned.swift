// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// A C object with one owner, freed when the owner's scope ends.
///
/// A noncopyable value lives to the end of its scope, so `pointer` is valid wherever the owner's name is in scope.
@safe
struct Owned<Pointer>: ~Copyable {
    let pointer: Pointer
    private let free: (Pointer?) -> Void

    /// Takes over what an OpenSSL function returned; nil means that it failed.
    init(
        _ pointer: Pointer?,
        freedBy free: @escaping (Pointer?) -> Void,
        _ message: @autoclosure () -> String,
        code: CryptographyError.Code = .libraryFailure
    ) throws(CryptographyError) {
        guard let pointer else { throw .fromOpenSSL(code, message()) }
        self.pointer = pointer
        self.free = free
    }

    deinit {
        free(pointer)
    }
}
