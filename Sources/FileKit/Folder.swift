// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// Folders, and what is in them.
package enum Folder {
    /// The names in a folder, sorted, without `.` and `..`.
    package static func entries(of path: String) throws(FileError) -> [String] {
        guard let folder = unsafe opendir(path) else { throw FileError("read", path) }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a folder and those above it; that it is there already is fine.
    package static func make(_ path: String, mode: mode_t = 0o755) throws(FileError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard unsafe mkdir(made, mode) == 0 || errno == EEXIST else { throw FileError("make", made) }
        }
    }

    /// The folder that a file is in.
    package static func of(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Waits until the names in a folder are on the disk.
    static func synchronize(_ path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("write", path) }
        defer { close(descriptor) }
        // A few file systems have no such thing for folders and say EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError("write", path) }
    }
}
