// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import JSONKit
internal import YAMLKit

/// A file that a person wrote, in YAML or JSON.
enum YAMLFile {
    /// What its documents say; an error names the file and the place in it.
    static func documents(of path: String) throws -> [JSONValue] {
        let bytes = try File.read(path)
        do throws(YAMLError) {
            return try YAML.documents(in: bytes).map(\.value)
        } catch {
            throw ManifestError(description: "\(path): \(error)")
        }
    }
}
