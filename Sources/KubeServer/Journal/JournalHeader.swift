// SPDX-License-Identifier: Apache-2.0

/// What every file of a journal begins with: what it is, and in which version of the format.
struct JournalHeader: Equatable {
    /// The two kinds of file.
    enum Kind: UInt32 {
        /// Writes, one after the other.
        case log = 1
        /// All objects as they were at one moment.
        case snapshot = 2
    }

    static let size = 32
    private static let magic = Array("PORTOLAN".utf8)
    private static let version: UInt32 = 1

    let kind: Kind
    /// The number of the file, which is in its name, too; a file that was copied over another one is found out by it.
    let number: UInt64

    /// The header as bytes.
    ///
    /// ```
    /// 0   "PORTOLAN"
    /// 8   version of the format   4 bytes
    /// 12  kind                    4 bytes
    /// 16  number                  8 bytes
    /// 24  reserved                4 bytes
    /// 28  checksum of the above   4 bytes
    /// ```
    var bytes: [UInt8] {
        var bytes = Self.magic
        bytes.append(littleEndian: Self.version)
        bytes.append(littleEndian: kind.rawValue)
        bytes.append(littleEndian: number)
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: Checksum.of(bytes.span))
        return bytes
    }

    /// Fails unless bytes are this header.
    func check(_ bytes: [UInt8], path: String) throws(JournalError) {
        guard bytes != self.bytes else { return }
        guard bytes.count == Self.size, bytes.starts(with: Self.magic) else {
            throw JournalError(.damaged, "\(path) is no file of a journal; move it away, or name another folder")
        }
        let version = bytes.littleEndian(UInt32.self, at: 8)
        guard version == Self.version else {
            throw JournalError(
                .unknownVersion,
                "\(path) has version \(version) of the format, and this program knows only version \(Self.version); use the "
                    + "program that wrote it, or name another folder"
            )
        }
        throw .damaged(path, at: 0, "the header is not that of file number \(number)")
    }
}
