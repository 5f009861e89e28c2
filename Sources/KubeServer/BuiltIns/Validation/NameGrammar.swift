// SPDX-License-Identifier: Apache-2.0

/// The grammars of names that stand inside of objects, with Kubernetes' explanations.
enum NameGrammar {
    /// A name of a port: `http`, `grpc-web`.
    static func portErrors(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        var errors: [String] = []
        if bytes.count > 15 { errors.append("must be no more than 15 bytes") }
        if !bytes.allSatisfy({ $0.isSmallLetter || $0.isDigit || $0 == UInt8(ascii: "-") }) || bytes.isEmpty {
            errors.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !bytes.contains(where: \.isSmallLetter) { errors.append("must contain at least one letter (a-z)") }
        if name.contains("--") { errors.append("must not contain consecutive hyphens") }
        if name.hasPrefix("-") || name.hasSuffix("-") { errors.append("must not begin or end with a hyphen") }
        return errors
    }

    /// A key of a Secret or of a ConfigMap, which becomes the name of a file.
    static func keyErrors(_ key: String) -> [String] {
        var errors: [String] = []
        if key.utf8.count > 253 { errors.append("must be no more than 253 bytes") }
        let isMade = key.utf8.allSatisfy { $0.isSmallLetter || $0.isCapital || $0.isDigit || "-_.".utf8.contains($0) }
        if key.isEmpty || !isMade {
            errors.append(
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "
                    + "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
            )
        }
        if key == "." { errors.append("must not be '.'") }
        if key == ".." {
            errors.append("must not be '..'")
        } else if key.hasPrefix("..") {
            errors.append("must not start with '..'")
        }
        return errors
    }

    /// A name of an environment variable.
    static func variableErrors(_ name: String) -> [String] {
        let isPrintable = name.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "=") }
        if isPrintable { return [] }
        return ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isSmallLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    fileprivate var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
}
