// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit

/// The texts of a TLS configuration as they are at one moment.
struct TLSMaterial: Equatable {
    let chain: [UInt8]
    let key: [UInt8]
    let authorities: [UInt8]?

    init(_ configuration: TLSConfiguration) throws(HTTPServerError) {
        chain = try Self.read(configuration.chain)
        key = try Self.read(configuration.key)
        authorities = try configuration.clients.authorities.map { pem throws(HTTPServerError) in try Self.read(pem) }
    }

    private static func read(_ pem: TLSConfiguration.PEM) throws(HTTPServerError) -> [UInt8] {
        switch pem {
        case .bytes(let secret): return secret.exposed
        case .file(let path): return try read(path: path)
        }
    }

    private static func read(path: String) throws(HTTPServerError) -> [UInt8] {
        do throws(FileError) {
            // No chain and no bundle is longer; something else may be.
            return try File.read(path, upTo: 4 << 20)
        } catch {
            throw HTTPServerError(.invalidTLS, "cannot read \(path): \(error.reason.lowercased())")
        }
    }
}
