// SPDX-License-Identifier: Apache-2.0

import Basics

/// One block of a PEM text (RFC 7468): a label and the bytes between its `BEGIN` and `END` lines.
package struct PEMBlock: Hashable, Sendable {
    /// What the bytes are, such as `"CERTIFICATE"`.
    package let label: String
    /// The bytes, usually DER; of a private key they are a secret.
    package let bytes: [UInt8]

    package init(label: String, bytes: [UInt8]) {
        self.label = label
        self.bytes = bytes
    }

    /// The block as text: lines of 64 characters and a line feed at the end.
    package var text: String {
        let encoded = Base64.standard.encode(bytes).utf8
        var lines = "-----BEGIN \(label)-----\n"
        var rest = encoded[...]
        while !rest.isEmpty {
            lines += "\(Substring(rest.prefix(Self.lineLength)))\n"
            rest = rest.dropFirst(Self.lineLength)
        }
        return lines + "-----END \(label)-----\n"
    }

    /// RFC 7468 section 2: a generator must wrap at exactly 64 characters.
    private static let lineLength = 64
}

extension PEMBlock: CustomStringConvertible, CustomReflectable {
    /// The label and the size; never the bytes, which may be a private key.
    package var description: String { "PEM \(label), \(bytes.count) bytes" }

    package var customMirror: Mirror { Mirror(self, children: ["label": label]) }
}
