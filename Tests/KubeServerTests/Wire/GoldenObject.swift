// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import JSONKit
import Testing

/// An object as Kubernetes writes it in protobuf and in JSON: an entry of `Golden/objects.txt`.
struct GoldenObject: CustomTestStringConvertible {
    let testDescription: String
    let apiVersion: String
    let kind: String
    let bytes: [UInt8]
    let json: JSONObject

    static func all() throws -> [GoldenObject] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/objects.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        return try stride(from: 0, to: lines.count, by: 3).map { try GoldenObject(lines[$0..<$0 + 3]) }
    }

    /// The versions of the API that the objects are of.
    static func versions() throws -> [String] { Set(try all().map(\.apiVersion)).sorted() }

    private init(_ lines: ArraySlice<String>) throws {
        let lines = Array(lines)
        testDescription = lines[0]
        let words = lines[0].split(whereSeparator: { " ,".contains($0) }).map(String.init)
        apiVersion = words[0]
        kind = words[1]
        bytes = try Base64.standard.decode(lines[1])
        json = try JSONObject(parsing: lines[2])
    }
}
