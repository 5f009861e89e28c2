// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// A folder for one test, deleted with everything in it when the last reference goes.
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
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { preconditionFailure("cannot write \(file): errno \(errno)") }
        defer { close(descriptor) }
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { preconditionFailure("cannot write \(file): errno \(errno)") }
            rest = rest.dropFirst(count)
        }
        return file
    }

    /// Writes a text into the folder and returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String) -> String {
        write(name, text.utf8)
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
