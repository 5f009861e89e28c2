// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import FileKit

/// A certificate, a key or a token: written down in the configuration, or in a file that may be replaced meanwhile.
package enum Material: Sendable {
    case inline(Secret<[UInt8]>)
    /// A file, by its absolute path or one from the working directory.
    case file(String)

    /// Material that is written down.
    package static func inline(_ bytes: [UInt8]) -> Material { .inline(Secret(bytes)) }

    /// The bytes as they are now.
    func read() throws(FileError) -> [UInt8] {
        switch self {
        case .inline(let secret): secret.exposed
        case .file(let path): try File.read(path)
        }
    }
}

extension Material: Equatable {
    package static func == (left: Material, right: Material) -> Bool {
        switch (left, right) {
        case (.inline(let left), .inline(let right)): left == right
        case (.file(let left), .file(let right)): left == right
        default: false
        }
    }
}
