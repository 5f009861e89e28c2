// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL
internal import CShims

/// An `SSL_CTX`: an identity and rules that many connections share.
// SAFETY: the pointer is private, and freed with the object; OpenSSL counts the sessions that use a context, and lets
// any thread make one, once the context is complete.
@safe final class TLSContext: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(_ material: TLSMaterial, clients: TLSConfiguration.Clients) throws(HTTPServerError) {
        ERR_clear_error()
        guard let pointer = unsafe SSL_CTX_new(TLS_server_method()) else { throw .invalidTLS("cannot start TLS") }
        unsafe self.pointer = unsafe pointer
        setRules()
        try useIdentity(material)
        if let authorities = material.authorities { try trust(authorities, clients) }
    }

    deinit {
        unsafe SSL_CTX_free(pointer)
    }

    /// A session on a socket that a client has connected.
    func makeSession(on descriptor: Int32) -> TLSSession? {
        guard let session = unsafe SSL_new(pointer) else { return nil }
        return unsafe TLSSession(session, descriptor)
    }

    private func setRules() {
        unsafe cshim_ssl_ctx_set_min_proto_version(pointer, TLS1_2_VERSION)
        // The queue of output moves and grows while OpenSSL waits, and idle sessions need no buffers.
        let modes = SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS
        unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_MODE, Int(modes), nil)
        // HTTP itself tells where a message ends: that many clients just hang up is no attack on it.
        let options =
            CSHIM_SSL_OP_NO_RENEGOTIATION | CSHIM_SSL_OP_IGNORE_UNEXPECTED_EOF | CSHIM_SSL_OP_CIPHER_SERVER_PREFERENCE
        unsafe SSL_CTX_set_options(pointer, options)
        // Sessions of clients with certificates are resumed only where they began.
        let name = Array("portolan".utf8)
        unsafe SSL_CTX_set_session_id_context(pointer, name, UInt32(name.count))
        unsafe SSL_CTX_set_alpn_select_cb(
            pointer,
            { _, selected, selectedLength, offered, offeredLength, _ in
                unsafe TLSContext.selectProtocol(selected, selectedLength, offered, offeredLength)
            },
            nil
        )
    }

    /// Agrees on HTTP/1.1; a client that offers only others is refused (RFC 7301, section 3.2).
    private static func selectProtocol(
        _ selected: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        _ selectedLength: UnsafeMutablePointer<UInt8>?,
        _ offered: UnsafePointer<UInt8>?,
        _ offeredLength: UInt32
    ) -> Int32 {
        let served: StaticString = "\u{8}http/1.1"
        var choice: UnsafeMutablePointer<UInt8>?
        let result = unsafe SSL_select_next_proto(
            &choice,
            selectedLength,
            served.utf8Start,
            UInt32(served.utf8CodeUnitCount),
            offered,
            offeredLength
        )
        guard result == OPENSSL_NPN_NEGOTIATED else { return SSL_TLSEXT_ERR_ALERT_FATAL }
        unsafe selected?.pointee = unsafe UnsafePointer(choice)
        return SSL_TLSEXT_ERR_OK
    }

    private func useIdentity(_ material: TLSMaterial) throws(HTTPServerError) {
        let certificates = try PEMCertificates(material.chain, "the server's certificate")
        try unsafe certificates.visit { number, certificate throws(HTTPServerError) in
            // SSL_CTX_add1_chain_cert, a macro, for all but the first.
            let result =
                unsafe number == 0
                ? Int(SSL_CTX_use_certificate(pointer, certificate))
                : SSL_CTX_ctrl(pointer, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(certificate))
            guard result == 1 else {
                throw .invalidTLS("certificate \(number + 1) of the server's chain cannot be used")
            }
        }
        let text = MemoryText(material.key)
        guard let key = unsafe PEM_read_bio_PrivateKey(text.bio, nil, { _, _, _, _ in 0 }, nil) else {
            // OpenSSL's reason is that of the last of the many decoders it has tried.
            ERR_clear_error()
            throw .invalidTLS("the server's private key is no unencrypted key in PEM form")
        }
        defer { unsafe EVP_PKEY_free(key) }
        guard unsafe SSL_CTX_use_PrivateKey(pointer, key) == 1, unsafe SSL_CTX_check_private_key(pointer) == 1 else {
            throw .invalidTLS("the server's private key does not belong to its certificate")
        }
    }

    private func trust(_ authorities: [UInt8], _ clients: TLSConfiguration.Clients) throws(HTTPServerError) {
        let certificates = try PEMCertificates(authorities, "the bundle of client authorities")
        let store = unsafe SSL_CTX_get_cert_store(pointer)
        try unsafe certificates.visit { number, certificate throws(HTTPServerError) in
            guard unsafe X509_STORE_add_cert(store, certificate) == 1,
                unsafe SSL_CTX_add_client_CA(pointer, certificate) == 1
            else { throw .invalidTLS("certificate \(number + 1) of the client authorities cannot be used") }
        }
        var mode = SSL_VERIFY_PEER
        if case .required = clients { mode |= SSL_VERIFY_FAIL_IF_NO_PEER_CERT }
        unsafe SSL_CTX_set_verify(pointer, mode, nil)
    }
}

/// The certificates of a PEM text, freed with the object.
@safe private final class PEMCertificates {
    private var pointers: [OpaquePointer] = unsafe []

    init(_ bytes: [UInt8], _ what: String) throws(HTTPServerError) {
        let text = MemoryText(bytes)
        while let certificate = unsafe PEM_read_bio_X509(text.bio, nil, nil, nil) {
            unsafe pointers.append(certificate)
        }
        // The last error is the end of the text, or what is wrong with it.
        let isAtEnd = UInt32(truncatingIfNeeded: ERR_peek_last_error()) & 0x7F_FFFF == UInt32(PEM_R_NO_START_LINE)
        ERR_clear_error()
        guard isAtEnd, unsafe !pointers.isEmpty else { throw .invalidTLS("\(what) is no certificate in PEM form") }
    }

    deinit {
        for index in unsafe pointers.indices { unsafe X509_free(pointers[index]) }
    }

    func visit(_ body: (Int, OpaquePointer) throws(HTTPServerError) -> Void) throws(HTTPServerError) {
        for number in unsafe pointers.indices { unsafe try body(number, pointers[number]) }
    }
}

/// Bytes as OpenSSL reads them.
@safe private final class MemoryText {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    let bio: OpaquePointer?

    init(_ text: [UInt8]) {
        unsafe bytes = .allocate(capacity: text.count)
        _ = unsafe bytes.initialize(from: text)
        unsafe bio = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(text.count))
    }

    deinit {
        unsafe BIO_free(bio)
        // It may have been a private key.
        unsafe OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        unsafe bytes.deallocate()
    }
}

extension HTTPServerError {
    /// Something of a TLS configuration that OpenSSL does not take, with its reason.
    fileprivate static func invalidTLS(_ message: String) -> HTTPServerError {
        HTTPServerError(.invalidTLS, TLSSession.withReason(message))
    }
}
