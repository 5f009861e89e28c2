// SPDX-License-Identifier: Apache-2.0

import FileKit
import Glibc
import OtherPrograms
import TestSupport
import Testing

@Suite("Files")
struct FileTests {
    private let folder = TemporaryFolder()

    @Test("what was written is read, and a second write replaces it whole")
    func replacement() throws {
        let path = "\(folder.path)/a"
        try File.write(Array("a long content".utf8), to: path)
        try File.write(Array("short".utf8), to: path)
        #expect(try File.read(path) == Array("short".utf8))
        #expect(try Folder.entries(of: folder.path) == ["a"])
    }

    @Test("a file that is not there says so, with its path")
    func absence() {
        let error = #expect(throws: FileError.self) { try File.read("\(folder.path)/nothing") }
        #expect(error?.isAbsence == true)
        #expect(error?.description == "cannot read \(folder.path)/nothing: No such file or directory")
    }

    @Test("a file over the limit is not read")
    func limit() throws {
        try File.write([UInt8](repeating: 7, count: 100), to: "\(folder.path)/large")
        let error = #expect(throws: FileError.self) { try File.read("\(folder.path)/large", upTo: 99) }
        #expect(error?.number == EFBIG)
        #expect(try File.read("\(folder.path)/large", upTo: 100).count == 100)
    }

    @Test("a write that fails leaves nothing behind")
    func failedWrite() throws {
        try Folder.make("\(folder.path)/x/y")
        #expect(throws: FileError.self) { try File.write([1], to: "\(folder.path)/x") }
        #expect(try Folder.entries(of: folder.path) == ["x"])
        #expect(try Folder.entries(of: "\(folder.path)/x") == ["y"])
    }

    @Test("folders are made with those above them, and again without complaint")
    func folders() throws {
        try Folder.make("\(folder.path)/a/b/c")
        try Folder.make("\(folder.path)/a/b/c")
        #expect(File.exists("\(folder.path)/a/b/c"))
        #expect(Folder.of("\(folder.path)/a/b/c") == "\(folder.path)/a/b")
        #expect(Folder.of("/a") == "/")
        #expect(Folder.of("a") == ".")
    }
}
