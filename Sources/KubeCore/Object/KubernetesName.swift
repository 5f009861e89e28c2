// SPDX-License-Identifier: Apache-2.0

/// The names that Kubernetes allows for most objects: small letters, digits, dashes and dots (RFC 1123).
package enum KubernetesName {
    /// The length of the longest names, in bytes.
    package static let longest = 253

    /// Whether an object can have the name.
    package static func isValid(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return name.utf8.count <= longest
            && parts.allSatisfy { part in
                part.first?.isNameCharacter == true && part.last?.isNameCharacter == true
                    && part.allSatisfy { $0.isNameCharacter || $0 == UInt8(ascii: "-") }
            }
    }

    /// A name without dots that reminds of a text; empty when nothing of the text can stay.
    package static func resembling(_ text: String, atMost limit: Int = longest) -> String {
        var name = ""
        for scalar in text.lowercased().unicodeScalars {
            let isAllowed = scalar.isASCII && UInt8(scalar.value).isNameCharacter
            if isAllowed {
                name.unicodeScalars.append(scalar)
            } else if !name.isEmpty, !name.hasSuffix("-") {
                name += "-"
            }
        }
        name = String(name.prefix(limit))
        while name.hasSuffix("-") { name.removeLast() }
        return name
    }

    /// A name that none of the taken ones is, made by a number at its end, and takes it.
    package static func unique(_ name: String, among taken: inout Set<String>) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name.prefix(longest - 8))-\(number)"
            number += 1
        }
        return candidate
    }
}

extension UInt8 {
    fileprivate var isNameCharacter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
