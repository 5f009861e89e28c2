// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import JSONKit
internal import YAMLKit

/// A folder of manifests, as `kubectl apply -f FOLDER` takes it.
enum ManifestFolder {
    /// An object, and where it was read.
    struct Manifest {
        let file: String
        let object: JSONObject
    }

    /// The objects of all `.yaml`, `.yml` and `.json` files in the folder, in the order of their names.
    static func read(_ path: String) throws -> [JSONObject] {
        try files(of: path).flatMap { try manifests(in: $0) }.map(\.object)
    }

    /// The objects of a folder or of one file, those in lists one by one, as `kubectl get -o yaml` prints them.
    static func manifests(at path: String) throws -> [Manifest] {
        let isFolder = (try? Folder.entries(of: path)) != nil
        return try (isFolder ? files(of: path) : [path]).flatMap { try manifests(in: $0) }.flatMap { manifest in
            guard manifest.object["kind"]?.string == "List", let items = manifest.object["items"]?.array else {
                return [manifest]
            }
            return items.compactMap(\.object).map { Manifest(file: manifest.file, object: $0) }
        }
    }

    private static func files(of path: String) throws -> [String] {
        let names = try Folder.entries(of: path).filter { name in
            [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
        }
        guard !names.isEmpty else { throw ManifestError(description: "\(path) holds no .yaml, .yml or .json file") }
        let folder = path.hasSuffix("/") ? path : "\(path)/"
        return names.map { folder + $0 }
    }

    private static func manifests(in file: String) throws -> [Manifest] {
        try YAMLFile.documents(of: file).compactMap(\.object).map { Manifest(file: file, object: $0) }
    }
}

/// What is wrong with a manifest, and where.
struct ManifestError: Error, CustomStringConvertible {
    let description: String
}
