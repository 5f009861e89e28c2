// SPDX-License-Identifier: Apache-2.0

/// In which form the server is asked for objects.
package enum ObjectRepresentation: Sendable, Hashable {
    /// The objects as they are.
    case full
    /// Their metadata only, as `PartialObjectMetadata`: a fraction of the bytes.
    case metadata
    /// Rows for people, as `Table`.
    case table

    /// The media types to accept for one object or the events of a watch.
    ///
    /// Servers that do not know the form answer with the objects as they are, from which the same is read.
    package var accept: String { Self.accept(as: objectKind) }

    /// The media types to accept for a list.
    package var acceptForLists: String { Self.accept(as: listKind) }

    private var objectKind: String? {
        switch self {
        case .full: nil
        case .metadata: "PartialObjectMetadata"
        case .table: "Table"
        }
    }

    private var listKind: String? {
        switch self {
        case .full: nil
        case .metadata: "PartialObjectMetadataList"
        case .table: "Table"
        }
    }

    private static func accept(as kind: String?) -> String {
        guard let kind else { return MediaType.json }
        return "\(MediaType.json);as=\(kind);g=meta.k8s.io;v=v1,\(MediaType.json)"
    }
}
