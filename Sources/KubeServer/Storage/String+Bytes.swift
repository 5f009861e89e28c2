// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Whether a text is the same to the byte: Swift finds two spellings of one character equal, Kubernetes does not.
    func isExactly(_ other: String) -> Bool {
        self == other && utf8.elementsEqual(other.utf8)
    }

    /// `String`'s own order is that of Unicode's canonical forms; lists are in the order of the bytes.
    func precedesBytewise(_ other: String) -> Bool {
        let left = utf8Span.span
        let right = other.utf8Span.span
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }
}
