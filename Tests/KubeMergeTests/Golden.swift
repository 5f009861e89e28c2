// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONKit

/// Files of vectors: one JSON document a line.
enum Golden {
    static func lines(_ name: String) throws -> [JSONValue] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
        return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
    }
}
