// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore
internal import Synchronization

/// Keeps the documents of OpenAPI, each made when it is first asked for and again when its resources change.
///
/// Making one takes milliseconds, and all of them a good part of a second: too long for the thread of an event loop.
final class OpenAPILibrary: Sendable {
    private struct Shelf {
        var versions: [GroupVersion: (sources: [OpenAPISource], edition: OpenAPIEdition)] = [:]
        var index: (generation: Int, edition: OpenAPIEdition)?
        var swagger: (generation: Int, edition: OpenAPIEdition)?
        var protobuf: (hash: String, edition: OpenAPIEdition)?
    }

    private let shelf = Mutex(Shelf())
    private let discovery: DiscoveryLibrary
    private let clock: WallClock

    init(_ discovery: DiscoveryLibrary, clock: WallClock) {
        self.discovery = discovery
        self.clock = clock
    }

    /// The document of a version of a group in OpenAPI 3; nil if nothing of it is served.
    @concurrent
    func document(of version: GroupVersion, _ resources: Registry.Snapshot) async -> OpenAPIEdition? {
        current(version, resources)
    }

    private func current(_ version: GroupVersion, _ resources: Registry.Snapshot) -> OpenAPIEdition? {
        guard let entry = discovery.catalog(of: resources).version(version) else { return nil }
        let served = resources.resources.filter { $0.id.group == version.group && $0.version == version.version }
        let sources = served.map { OpenAPISource($0) }
        if let known = shelf.withLock({ $0.versions[version] }), known.sources == sources { return known.edition }
        let edition = OpenAPIEdition(OpenAPIDocument.v3(entry, served).serialized(), at: clock.now)
        shelf.withLock { $0.versions[version] = (sources, edition) }
        return edition
    }

    /// Where the documents of OpenAPI 3 are, with their hashes.
    @concurrent
    func index(_ resources: Registry.Snapshot) async -> OpenAPIEdition {
        let known = shelf.withLock { $0.index }
        if let known, known.generation == resources.generation { return known.edition }
        var paths: [String: JSONObject] = [:]
        let versions = discovery.catalog(of: resources).groups.flatMap(\.versions).map(\.groupVersion)
        for version in versions {
            guard let document = current(version, resources) else { continue }
            let path = String(version.path.dropFirst())
            paths[path] = ["serverRelativeURL": .string("/openapi/v3/\(path)?hash=\(document.hash)")]
            // The first time all documents are made here: other requests should not have to wait for the last.
            await Task.yield()
        }
        let index: JSONObject = ["paths": .object(paths.inOrder())]
        let edition = OpenAPIEdition(index.serialized(), at: clock.now)
        shelf.withLock { shelf in
            shelf.index = (resources.generation, edition)
            let served = Set(versions)
            shelf.versions = shelf.versions.filter { served.contains($0.key) }
        }
        return edition
    }

    /// The one document of OpenAPI 2.
    @concurrent
    func swagger(_ resources: Registry.Snapshot) async -> OpenAPIEdition {
        currentSwagger(resources)
    }

    private func currentSwagger(_ resources: Registry.Snapshot) -> OpenAPIEdition {
        let known = shelf.withLock { $0.swagger }
        if let known, known.generation == resources.generation { return known.edition }
        let document = OpenAPIDocument.v2(discovery.catalog(of: resources), resources.resources)
        let edition = OpenAPIEdition(document.serialized(), at: clock.now)
        shelf.withLock { $0.swagger = (resources.generation, edition) }
        return edition
    }

    /// The same in Protocol Buffers; it has the hash of the JSON, from which the field `Vary` tells it apart.
    @concurrent
    func swaggerProtobuf(_ resources: Registry.Snapshot) async -> OpenAPIEdition? {
        let swagger = currentSwagger(resources)
        if let known = shelf.withLock({ $0.protobuf }), known.hash == swagger.hash { return known.edition }
        guard let json = swagger.plain, let document = try? JSONObject(parsing: json) else { return nil }
        let edition = OpenAPIEdition(SwaggerProtobuf.encode(document), hash: swagger.hash, at: swagger.published)
        shelf.withLock { $0.protobuf = (swagger.hash, edition) }
        return edition
    }
}

/// What a document is made of, to see whether it is still true.
private struct OpenAPISource: Equatable {
    private let resource: ServedResource

    init(_ resource: ServedResource) {
        self.resource = resource
    }

    static func == (left: OpenAPISource, right: OpenAPISource) -> Bool {
        let (left, right) = (left.resource, right.resource)
        return left.schema === right.schema && left.names == right.names && left.isNamespaced == right.isNamespaced
            && left.subresources == right.subresources && left.selectableFields == right.selectableFields
    }
}
