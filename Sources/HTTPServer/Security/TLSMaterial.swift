// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Glibc

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
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        // No chain and no bundle is this long; something else may be.
        let limit = 4 * 1024 * 1024
        var bytes: [UInt8] = []
        while bytes.count < limit {
            var piece = [UInt8](repeating: 0, count: 64 * 1024)
            let count = unsafe Glibc.read(file, &piece, piece.count)
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
        throw HTTPServerError(.invalidTLS, "\(path) is too large for a PEM file")
    }

    private static func failure(_ path: String) -> HTTPServerError {
        HTTPServerError(.invalidTLS, "cannot read \(path): \(unsafe String(cString: strerror(errno)).lowercased())")
    }
}
