// SPDX-License-Identifier: Apache-2.0

import COpenSSL

extension CertificateHandle {
    /// What OpenSSL found in the extensions: its `EXFLAG_…` bits.
    var extensionFlags: UInt32 {
        unsafe withPointer { unsafe X509_get_extension_flags($0) }
    }

    /// Whether the extensions that OpenSSL knows are well formed.
    var hasValidExtensions: Bool {
        extensionFlags & UInt32(EXFLAG_INVALID) == 0
    }

    /// The subject's other names, none when there is no such extension; nil when it is malformed.
    var subjectAlternativeNames: [SubjectAlternativeName]? {
        unsafe withPointer { certificate in
            var status: CInt = 0
            let decoded = unsafe X509_get_ext_d2i(certificate, NID_subject_alt_name, &status, nil)
            ErrorQueue.clear()
            guard let decoded = unsafe decoded else { return status == Self.absent ? [] : nil }
            let names = OpaquePointer(decoded)
            defer { unsafe GENERAL_NAMES_free(names) }
            return unsafe (0..<OPENSSL_sk_num(names)).compactMap { index in
                guard let name = unsafe OPENSSL_sk_value(names, index) else { return nil }
                return unsafe SubjectAlternativeName(reading: name.assumingMemoryBound(to: GENERAL_NAME.self))
            }
        }
    }

    /// The protocols that the certificate is limited to, or nil when there is no such limit.
    var extendedKeyUsages: [ExtendedKeyUsage]? {
        unsafe withPointer { certificate in
            let decoded = unsafe X509_get_ext_d2i(certificate, NID_ext_key_usage, nil, nil)
            ErrorQueue.clear()
            guard let decoded = unsafe decoded else { return nil }
            let usages = OpaquePointer(decoded)
            defer { unsafe EXTENDED_KEY_USAGE_free(usages) }
            return unsafe (0..<OPENSSL_sk_num(usages)).map { index in
                let object = unsafe OPENSSL_sk_value(usages, index)
                return unsafe ExtendedKeyUsage(objectIdentifier: ObjectIdentifier.dotted(OpaquePointer(object)))
            }
        }
    }

    /// What `X509_get_ext_d2i` reports for an extension that is not there, in contrast to one it cannot decode.
    private static let absent: CInt = -1
}
