// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import JSONKit
internal import YAMLKit

/// A folder of manifests, as `kubectl apply -f FOLDER` takes it.
enum ManifestFolder {
    /// The objects of all `.yaml`, `.yml` and `.json` files in the folder, in the order of their names.
    static func read(_ path: String) throws -> [JSONObject] {
        let names = try Folder.entries(of: path).filter { name in
            [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
        }
        guard !names.isEmpty else { throw ManifestError(description: "\(path) holds no .yaml, .yml or .json file") }
        return try names.flatMap { try objects(in: "\(path)/\($0)") }
    }

    private static func objects(in file: String) throws -> [JSONObject] {
        let bytes = try File.read(file)
        do throws(YAMLError) {
            return try YAML.documents(in: bytes).compactMap { $0.value.object }
        } catch {
            throw ManifestError(description: "\(file): \(error)")
        }
    }
}

/// What is wrong with a manifest, and where.
struct ManifestError: Error, CustomStringConvertible {
    let description: String
}
