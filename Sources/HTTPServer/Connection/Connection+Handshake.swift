// SPDX-License-Identifier: Apache-2.0

internal import EventLoop

extension Connection {
    /// Goes on with the TLS handshake, and when it is complete with the first request.
    func shakeHands() {
        guard let tls = transport.tls else { return }
        switch tls.shakeHands() {
        case .waitsToRead: source?.interest = .readable
        case .waitsToWrite: source?.interest = [.readable, .writable]
        case .complete:
            source?.interest = .readable
            peer = HTTPServerRequest.Peer(address: peer.address, isSecure: true, certificates: tls.peerCertificates)
            mode = .open
            expect(.head, within: share.isDraining ? share.ticks.linger : share.ticks.head)
            readAvailable()
        case .failed(let reason):
            share.observe?(.handshakeFailed(HTTPServerError(.handshakeFailed, reason), peer.address))
            // The alert that says why must not be overtaken by a reset.
            closing = .handshakeFailed
            linger()
        }
    }
}
