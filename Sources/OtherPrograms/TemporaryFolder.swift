// SPDX-License-Identifier: Apache-2.0

package import FileKit
package import Glibc

/// A folder of its own for a test or a program, deleted with everything in it when the last reference goes.
package final class TemporaryFolder: Sendable {
    /// Its absolute path, short enough for the path of a Unix socket to fit behind it.
    package let path: String

    /// A new and empty folder.
    package init() {
        var template = Array("/tmp/portolan-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { preconditionFailure("no temporary folder: errno \(errno)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        Self.remove(path)
    }

    /// Writes a file into the folder and returns its path.
    @discardableResult
    package func write(_ name: String, _ bytes: some Collection<UInt8>, mode: mode_t = 0o600) -> String {
        let file = "\(path)/\(name)"
        do {
            try File.write(Array(bytes), to: file, mode: mode)
        } catch {
            preconditionFailure("\(error)")
        }
        return file
    }

    /// Writes a text into the folder and returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String) -> String {
        write(name, text.utf8)
    }

    /// The text of a file in the folder, or an error when there is none.
    package func read(_ name: String) throws(FileError) -> String {
        String(decoding: try File.read("\(path)/\(name)"), as: UTF8.self)
    }

    /// Depth first; links are removed, not followed.
    private static func remove(_ path: String) {
        guard unsafe unlink(path) != 0 else { return }
        if let folder = unsafe opendir(path) {
            while let entry = unsafe readdir(folder) {
                let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                    unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
            unsafe closedir(folder)
        }
        unsafe rmdir(path)
    }
}
