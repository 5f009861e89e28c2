// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL
internal import Cryptography

/// An `SSL` on a socket that never blocks; it belongs to one connection, and is used on its loop's thread.
@safe final class TLSSession {
    /// What came of a step of the handshake.
    enum Handshake: Equatable {
        case complete
        case waitsToRead
        case waitsToWrite
        case failed(String)
    }

    private let pointer: OpaquePointer

    /// Takes over the session.
    init(_ pointer: OpaquePointer, _ descriptor: Int32) {
        unsafe self.pointer = unsafe pointer
        unsafe SSL_set_fd(pointer, descriptor)
        unsafe SSL_set_accept_state(pointer)
    }

    deinit {
        unsafe SSL_free(pointer)
    }

    /// Whether bytes were received that the socket does not show any more.
    var hasPending: Bool { unsafe SSL_has_pending(pointer) == 1 }

    /// Whether the client has said anything at all.
    var hasReceived: Bool { unsafe BIO_number_read(SSL_get_rbio(pointer)) > 0 }

    func shakeHands() -> Handshake {
        // OpenSSL judges a failure by the thread's queue of errors, in which another session's may stand.
        ERR_clear_error()
        let result = unsafe SSL_do_handshake(pointer)
        guard result != 1 else { return .complete }
        switch unsafe SSL_get_error(pointer, result) {
        case SSL_ERROR_WANT_READ: return .waitsToRead
        case SSL_ERROR_WANT_WRITE: return .waitsToWrite
        default: return .failed(failure)
        }
    }

    private var failure: String {
        let verdict = unsafe SSL_get_verify_result(pointer)
        if verdict != X509_V_OK, let text = unsafe X509_verify_cert_error_string(verdict) {
            ERR_clear_error()
            return "the client's certificate was refused: \(unsafe String(cString: text))"
        }
        return Self.withReason("the TLS handshake failed")
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transport.Reading {
        ERR_clear_error()
        let count = unsafe SSL_read(pointer, buffer.baseAddress, Int32(clamping: buffer.count))
        if count > 0 { return .bytes(Int(count)) }
        switch unsafe SSL_get_error(pointer, count) {
        // A write is wanted for an answer to a key update; it goes out with the next bytes.
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .blocked
        case SSL_ERROR_ZERO_RETURN: return .end
        default:
            ERR_clear_error()
            return .failed
        }
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Transport.Writing {
        ERR_clear_error()
        let count = unsafe SSL_write(pointer, bytes.baseAddress, Int32(clamping: bytes.count))
        if count > 0 { return .bytes(Int(count)) }
        switch unsafe SSL_get_error(pointer, count) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .blocked
        default:
            ERR_clear_error()
            return .failed
        }
    }

    /// Tells the client that nothing more comes.
    func finishWriting() {
        ERR_clear_error()
        unsafe SSL_shutdown(pointer)
        ERR_clear_error()
    }

    /// The certificate that the client has shown, then those above it; OpenSSL has verified them.
    var peerCertificates: [Certificate] {
        guard let leaf = unsafe SSL_get0_peer_certificate(pointer) else { return [] }
        // A resumed session has the first one only.
        var chain = unsafe [leaf]
        if let verified = unsafe SSL_get0_verified_chain(pointer) {
            unsafe chain = unsafe (0..<OPENSSL_sk_num(verified)).compactMap {
                unsafe OpaquePointer(OPENSSL_sk_value(verified, $0))
            }
        }
        return unsafe chain.compactMap { unsafe Self.certificate($0) }
    }

    private static func certificate(_ pointer: OpaquePointer) -> Certificate? {
        let count = unsafe i2d_X509(pointer, nil)
        guard count > 0 else { return nil }
        let der = unsafe [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, written in
            var next = buffer.baseAddress
            written = Int(unsafe i2d_X509(pointer, &next))
        }
        return try? Certificate(der: der)
    }

    /// A message with what OpenSSL says is the reason.
    static func withReason(_ message: String) -> String {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0, let reason = unsafe ERR_reason_error_string(code) else { return message }
        return "\(message) (\(unsafe String(cString: reason)))"
    }
}
