// SPDX-License-Identifier: Apache-2.0

/// The folder that everything of this project is in.
package enum ProjectFolder {
    /// Its absolute path.
    package static let path: String = {
        // This file is Sources/TestSupport/ProjectFolder.swift.
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    }()

    /// The Python into whose environment `make setup` installs what `Tests/requirements.txt` lists.
    package static let python = path(of: ".venv/bin/python")

    /// The absolute path of a file or folder in it.
    package static func path(of name: String) -> String { "\(path)/\(name)" }
}
