// SPDX-License-Identifier: Apache-2.0

/// A string that is equal to another when their bytes are, as JSON has it.
///
/// Swift finds `é` equal whether it is one scalar or two; as keys of an object they are two keys, and as values they differ.
struct ExactString: Hashable {
    let string: String

    init(_ string: String) {
        self.string = string
    }

    static func == (left: ExactString, right: ExactString) -> Bool {
        areEqual(left.string, right.string)
    }

    func hash(into hasher: inout Hasher) {
        unsafe string.utf8Span.span.bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    static func areEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return unsafe left.utf8Span.span.bytes.isEqual(to: right.utf8Span.span.bytes)
    }
}
