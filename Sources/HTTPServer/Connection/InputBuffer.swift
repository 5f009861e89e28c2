// SPDX-License-Identifier: Apache-2.0

/// Bytes of a client that cannot be understood yet: the start of a line, or requests behind one that is not answered.
struct InputBuffer {
    private var bytes: [UInt8] = []
    private var start = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ more: Span<UInt8>) {
        // What is consumed goes before more is added, and never byte by byte.
        if start > bytes.count / 2 {
            bytes.removeFirst(start)
            start = 0
        }
        unsafe more.withUnsafeBufferPointer { buffer in unsafe bytes.append(contentsOf: buffer) }
    }

    /// Lends what is here to `read`, which returns how much of it it consumed.
    mutating func consume(_ read: (Span<UInt8>) -> Int) {
        start += read(bytes.span.extracting(start...))
        if isEmpty {
            bytes = []
            start = 0
        }
    }

    mutating func removeAll() {
        bytes = []
        start = 0
    }
}
