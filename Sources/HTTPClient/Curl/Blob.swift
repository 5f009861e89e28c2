// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Glibc

/// Bytes at a fixed address, which many of curl's handles may share; wiped before they are freed.
// SAFETY: the memory is written in the initialiser and by `deinit` only.
@safe final class Blob: @unchecked Sendable {
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        unsafe self.bytes = .allocate(byteCount: bytes.count, alignment: 1)
        unsafe self.bytes.copyBytes(from: bytes)
    }

    convenience init(_ secret: Secret<[UInt8]>) {
        self.init(secret.exposed)
    }

    deinit {
        if let start = unsafe bytes.baseAddress { unsafe explicit_bzero(start, bytes.count) }
        unsafe bytes.deallocate()
    }

    var start: UnsafeRawPointer? { unsafe UnsafeRawPointer(bytes.baseAddress) }

    var count: Int { unsafe bytes.count }
}
