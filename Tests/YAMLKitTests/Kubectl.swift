// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONKit
import Testing

/// The `kubectl` of this machine, without a cluster.
struct Kubectl {
    struct Result {
        let output: String
        let errors: String
    }

    private let path: String

    /// Nil when there is no kubectl on the `PATH`.
    static var installed: Kubectl? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let path = folders.map { "\($0)/kubectl" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        return path.map(Kubectl.init)
    }

    /// Reads manifests as for any other command, and prints them.
    ///
    /// `patch --local` with an empty patch needs neither a server nor a known kind. It goes on after files that it
    /// refuses and names them.
    func read(_ files: [URL], format: String) throws -> Result {
        let arguments = ["patch", "--local", "--type=merge", "-p", "{}", "-o", format]
        return try run(arguments + files.flatMap { ["-f", $0.path(percentEncoded: false)] })
    }

    private func run(_ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ["KUBECONFIG": "/dev/null", "HOME": "/nonexistent"]
        // Files and not pipes: a full pipe that nobody empties would stop kubectl.
        let folder = try TemporaryFolder()
        let (output, errors) = (folder.url.appending(path: "output"), folder.url.appending(path: "errors"))
        for url in [output, errors] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return try Result(
            output: String(decoding: Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: Data(contentsOf: errors), as: UTF8.self)
        )
    }
}

/// A folder that is there as long as somebody holds it.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "portolan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func write(_ text: String, to name: String) throws -> URL {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file
    }
}

/// The values of a text in which JSON documents follow each other.
func jsonValues(in text: String) throws -> [JSONValue] {
    let bytes = Array(text.utf8)
    var reader = try JSONReader(unsafe bytes.span.bytes)
    var values: [JSONValue] = []
    while reader.significantByte() != 0 { values.append(try JSONValue(from: &reader)) }
    return values
}
