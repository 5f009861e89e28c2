// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography

/// A document as it is sent.
///
/// It is kept as gzip writes it, a tenth of its size: hardly any client asks for anything else, and for one that does it
/// is unpacked.
struct OpenAPIEdition: Sendable {
    /// By which clients know the document again; with quotes it is the field `ETag`.
    let hash: String
    let published: Timestamp
    private let compressed: [UInt8]
    private let count: Int

    init(_ bytes: [UInt8], hash: String? = nil, at time: Timestamp) {
        self.hash = hash ?? Hex.encode(SHA256.hash(bytes)).uppercased()
        published = time
        compressed = Gzip.compress(bytes, .standard) ?? []
        count = bytes.count
    }

    /// The bytes for a client that reads gzip, if there was memory for them.
    var gzip: [UInt8]? { compressed.isEmpty ? nil : compressed }

    /// The bytes as they are; nil if there is no memory for them.
    var plain: [UInt8]? { Gzip.decompress(compressed, count: count) }
}
