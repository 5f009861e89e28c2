// SPDX-License-Identifier: Apache-2.0

internal import CShims
internal import COpenSSL

/// An `SSL_CTX`: an identity and rules that many connections share.
// SAFETY: the pointer is private, and freed with the object; OpenSSL counts the sessions that use a context, and lets
// any thread make one, once the context is complete.
@safe final class TLSContext: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(_ material: TLSMaterial, clients: TLSConfiguration.Clients) throws(HTTPServerError) {
        guard let pointer = unsafe SSL_CTX_new(TLS_server_method()) else { throw Self.failure("cannot start TLS") }
        unsafe self.pointer = unsafe pointer
        cshim_configure()
        try useIdentity(material)
        if let authorities = material.authorities { try trust(authorities, clients) }
    }

    deinit {
        unsafe SSL_CTX_free(pointer)
    }

    /// A session on a socket that a client has connected.
    func makeSession(on descriptor: Int32) throws(HTTPServerError) -> TLSSession {
        ERR_clear_error()
        guard let session = unsafe SSL_new(pointer) else { throw Self.failure("cannot start a TLS session") }
        return unsafe TLSSession(session, descriptor)
    }

    private func cshim_configure() {
        unsafe cshim_ssl_ctx_set_min_proto_version(pointer, TLS1_2_VERSION)
        // The queue of output moves and grows while OpenSSL waits; and idle sessions need no buffers.
        let modes = SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS
        unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_MODE, Int(modes), nil)
        // HTTP tells where a message ends; that many clients just hang up is no attack on it.
        let options = SSL_OP_NO_RENEGOTIATION_ | SSL_OP_IGNORE_UNEXPECTED_EOF_ | SSL_OP_CIPHER_SERVER_PREFERENCE_
        unsafe SSL_CTX_set_options(pointer, options)
    }
}
