// SPDX-License-Identifier: Apache-2.0

import COpenSSL

extension SubjectAlternativeName {
    /// Reads a general name; nil for the kinds that are not listed here (directory names and others).
    init?(reading name: UnsafePointer<GENERAL_NAME>) {
        var kind: CInt = 0
        guard let value = unsafe GENERAL_NAME_get0_value(name, &kind) else { return nil }
        let string = unsafe value.assumingMemoryBound(to: ASN1_STRING.self)
        switch kind {
        case GEN_DNS: self = unsafe .dns(ASN1.rawText(of: string))
        case GEN_URI: self = unsafe .uri(ASN1.rawText(of: string))
        case GEN_EMAIL: self = unsafe .email(ASN1.rawText(of: string))
        case GEN_IPADD:
            guard let address = unsafe ASN1.ipAddress(of: string) else { return nil }
            self = .ip(address)
        default: return nil
        }
    }

    /// Appends the name to a stack of general names, which then owns it.
    func append(to names: OpaquePointer) throws(CryptographyError) {
        let failure = "\(self) cannot be a name in a certificate"
        let value = try unsafe makeValue(failure)
        guard let name = unsafe GENERAL_NAME_new() else {
            unsafe ASN1_STRING_free(value)
            throw .fromOpenSSL(.libraryFailure, failure)
        }
        unsafe GENERAL_NAME_set0_value(name, kind, value)
        guard unsafe OPENSSL_sk_push(names, name) > 0 else {
            unsafe GENERAL_NAME_free(name)
            throw .fromOpenSSL(.libraryFailure, failure)
        }
    }

    private var kind: CInt {
        switch self {
        case .dns: GEN_DNS
        case .ip: GEN_IPADD
        case .uri: GEN_URI
        case .email: GEN_EMAIL
        }
    }

    private func makeValue(_ failure: String) throws(CryptographyError) -> UnsafeMutablePointer<ASN1_STRING> {
        switch self {
        case .ip(let address):
            guard let value = unsafe a2i_IPADDRESS(address) else {
                throw .fromOpenSSL(.invalidCertificateRequest, "\(failure): it is no IP address")
            }
            return unsafe value
        case .dns(let text), .uri(let text), .email(let text):
            // RFC 5280 section 4.2.1.6: an IA5String; international host names are written in their ASCII form.
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw CryptographyError(.invalidCertificateRequest, "\(failure): it is not printable ASCII")
            }
            let value = unsafe ASN1_STRING_type_new(V_ASN1_IA5STRING)
            guard let value = unsafe value, unsafe ASN1_STRING_set(value, text, CInt(text.utf8.count)) == 1 else {
                unsafe ASN1_STRING_free(value)
                throw .fromOpenSSL(.libraryFailure, failure)
            }
            return unsafe value
        }
    }
}
