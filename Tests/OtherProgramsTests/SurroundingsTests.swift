// SPDX-License-Identifier: Apache-2.0

import Glibc
import OtherPrograms
import Testing

@Suite("What somebody else's program needs")
struct SurroundingsTests {
    @Test("ports that are found together are different")
    func ports() {
        let ports = FreePorts.find(8)
        #expect(Set(ports).count == 8)
        #expect(ports.allSatisfy { (1...65_535).contains($0) })
    }

    @Test("a temporary folder is there with its files, and gone with the last reference to it")
    func folder() throws {
        var folder: TemporaryFolder? = TemporaryFolder()
        let path = try #require(folder?.path)
        let file = try #require(folder?.write("note", "ahoy"))
        #expect(file == "\(path)/note")
        #expect(try folder?.read("note") == "ahoy")
        #expect(unsafe mkdir("\(path)/inner", 0o700) == 0)
        folder = nil
        #expect(unsafe access(path, F_OK) != 0)
    }
}
