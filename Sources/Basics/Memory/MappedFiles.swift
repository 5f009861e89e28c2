// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Code and tables of the program and its libraries: pages of files, which the system can read again at any time.
///
/// For each page that is touched Linux maps the fifteen around it too, and leaves them there. What starting needed once
/// stays resident for weeks: of 24 MB in an operator, one that has nothing to do touches 2.
package struct MappedFiles: Sendable, Equatable {
    /// Where they are; none of the pages can be written, and none differs from its file.
    package let ranges: [Range<UInt>]

    /// Reads the text of `/proc/self/smaps` (proc(5)).
    ///
    /// Pages that a dynamic linker or a debugger has changed count as `Anonymous`: they would be lost.
    package init(smaps: String) {
        var ranges: [Range<UInt>] = []
        var current: Range<UInt>?
        for line in smaps.split(separator: "\n") {
            if let mapping = Self.mapping(line) {
                current = mapping.isReadOnlyFile ? mapping.range : nil
            } else if line.hasPrefix("Anonymous:"), let range = current {
                if line.split(separator: " ").dropFirst().first == "0" { ranges.append(range) }
                current = nil
            }
        }
        self.ranges = ranges
    }

    /// A line such as `7f00-7f40 r-xp 00000000 fe:00 1234 /usr/lib/libc.so.6`; nil for one of the lines below it.
    private static func mapping(_ line: Substring) -> (range: Range<UInt>, isReadOnlyFile: Bool)? {
        let fields = line.split(separator: " ", maxSplits: 5)
        guard fields.count >= 5, !fields[0].hasSuffix(":") else { return nil }
        let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
        let isReadOnly = fields[1].hasPrefix("r-") && fields[1].hasSuffix("p")
        return (bounds[0]..<bounds[1], isReadOnly && fields[4] != "0")
    }

    /// Has them mapped again page by page, when they are touched.
    package func release() {
        for range in ranges {
            unsafe madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
    }
}
