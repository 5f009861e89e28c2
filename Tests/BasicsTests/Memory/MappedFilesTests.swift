// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite("Pages of files that are mapped")
struct MappedFilesTests {
    private static func smaps(_ mappings: (head: String, anonymous: Int)...) -> String {
        mappings.map { "\($0.head)\nSize: 64 kB\nRss: 64 kB\nAnonymous: \($0.anonymous) kB\nVmFlags: rd ex mr mw\n" }
            .joined()
    }

    @Test("are those that nobody can have changed")
    func reading() {
        let text = Self.smaps(
            ("1000-3000 r-xp 00000000 fe:00 1234                       /usr/bin/portolan", 0),
            ("3000-4000 r--p 00002000 fe:00 1234                       /usr/bin/portolan", 0),
            ("4000-5000 rw-p 00003000 fe:00 1234                       /usr/bin/portolan", 0),
            ("5000-6000 r--p 00003000 fe:00 1234    /usr/lib/relocated by the linker.so", 4),
            ("6000-7000 r--s 00000000 fe:00 99                         /usr/share/shared", 0),
            ("7000-8000 r--p 00000000 00:00 0", 0),
            ("8000-9000 r-xp 00000000 00:00 0                          [vdso]", 0),
            ("7f0000000000-7f0000001000 r-xp 00000000 fe:00 77         /tmp/a name (deleted)", 0)
        )
        let ranges: [Range<UInt>] = [0x1000..<0x3000, 0x3000..<0x4000, 0x7F00_0000_0000..<0x7F00_0000_1000]
        #expect(MappedFiles(smaps: text).ranges == ranges)
        #expect(MappedFiles(smaps: "").ranges == [])
        #expect(MappedFiles(smaps: "1000-zz r-xp 0 0 1 /a\nAnonymous: 0 kB\n").ranges == [])
    }
}
