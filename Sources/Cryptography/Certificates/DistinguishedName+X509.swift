// SPDX-License-Identifier: Apache-2.0

import COpenSSL

extension DistinguishedName {
    /// Copies a name out of a certificate.
    init(copying name: OpaquePointer?) {
        var attributes: [Attribute] = []
        for index in unsafe 0..<max(0, X509_NAME_entry_count(name)) {
            let entry = unsafe X509_NAME_get_entry(name, index)
            let type = unsafe ObjectIdentifier.shortName(of: X509_NAME_ENTRY_get_object(entry))
            let value = unsafe ASN1.text(of: X509_NAME_ENTRY_get_data(entry))
            attributes.append(Attribute(type: type, value: value))
        }
        self.init(attributes)
    }

    /// Writes the attributes into an empty name.
    func write(to name: OpaquePointer) throws(CryptographyError) {
        for attribute in attributes {
            let value = Array(attribute.value.utf8)
            let status = unsafe X509_NAME_add_entry_by_txt(
                name,
                attribute.type,
                MBSTRING_UTF8,
                value,
                CInt(value.count),
                -1,
                0
            )
            let message = "\(attribute.type)=\(attribute.value) cannot be part of a certificate's name"
            try CryptographyError.check(status, message, code: .invalidCertificateRequest)
        }
    }
}
