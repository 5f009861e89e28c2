// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import CCurl
internal import CShims

extension Exchange {
    /// Opens the socket for a connection that curl is about to make, unless the client may not connect to the address.
    ///
    /// Here the name has been looked up, and curl connects to this very address: a name that means another one the next
    /// time somebody looks (DNS rebinding) is no way around the rule.
    func openSocket(for address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        var target = cshim_address()
        let isKnown = unsafe address.map { unsafe cshim_curl_address($0, &target) } ?? false
        guard isKnown, let ip = IPAddress(target) else { return CURL_SOCKET_BAD }
        guard isAddressAllowed?(ip) != false else {
            forbiddenAddress = ip
            return CURL_SOCKET_BAD
        }
        return unsafe cshim_socket(&target)
    }
}

extension IPAddress {
    fileprivate init?(_ address: cshim_address) {
        let bytes = unsafe withUnsafeBytes(of: address.bytes) { unsafe Array($0) }
        switch address.kind {
        case CSHIM_IPV4: self.init(Array(bytes.prefix(4)))
        case CSHIM_IPV6: self.init(bytes)
        default: return nil
        }
    }
}
