// SPDX-License-Identifier: Apache-2.0

/// The texts and paths of configuration files.
enum TextFile {
    /// A text as UTF-8: what PowerShell's `>` writes is UTF-16 with a byte order mark.
    static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 2, to: bytes.count, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }

    /// A path as it stands in a file in a folder.
    static func resolve(_ path: String, against folder: String) -> String {
        path.hasPrefix("/") || path.isEmpty ? path : "\(folder)/\(path)"
    }
}
