// SPDX-License-Identifier: Apache-2.0

import Basics
import COpenSSL
import Glibc

/// Values out of ASN.1 structures, and times into them.
enum ASN1 {
    /// The bytes of a string, copied.
    static func bytes(of string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string = unsafe string, let start = unsafe ASN1_STRING_get0_data(string) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
    }

    /// A string of ASCII kind as text; bytes that are no UTF-8 become replacement characters.
    static func rawText(of string: UnsafePointer<ASN1_STRING>?) -> String {
        unsafe String(decoding: bytes(of: string), as: UTF8.self)
    }

    /// A string of any kind as text.
    static func text(of string: UnsafePointer<ASN1_STRING>?) -> String {
        var text: UnsafeMutablePointer<UInt8>?
        let count = unsafe ASN1_STRING_to_UTF8(&text, string)
        guard count >= 0, let text = unsafe text else {
            ErrorQueue.clear()
            return unsafe rawText(of: string)
        }
        defer { unsafe CRYPTO_free(text, #fileID, #line) }
        return unsafe String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
    }

    /// The canonical text of an IPv4 or IPv6 address; nil for any other length.
    static func ipAddress(of string: UnsafePointer<ASN1_STRING>) -> String? {
        let address = unsafe bytes(of: string)
        let family: CInt
        switch address.count {
        case 4: family = AF_INET
        case 16: family = AF_INET6
        default: return nil
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard unsafe inet_ntop(family, address, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The point in time that a certificate's field stands for, or nil when it is malformed.
    static func timestamp(of time: UnsafePointer<ASN1_TIME>?) -> Timestamp? {
        let epoch = unsafe ASN1_TIME_set(nil, 0)
        defer { unsafe ASN1_TIME_free(epoch) }
        var days: CInt = 0
        var seconds: CInt = 0
        // For a null pointer OpenSSL would take the present time.
        guard unsafe epoch != nil, unsafe time != nil, unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else {
            ErrorQueue.clear()
            return nil
        }
        return Timestamp(secondsSinceEpoch: Int64(days) * 86_400 + Int64(seconds))
    }
}

/// Object identifiers: what attributes and usages are named by.
enum ObjectIdentifier {
    /// The short name that OpenSSL knows, else the dotted numbers.
    static func shortName(of object: OpaquePointer?) -> String {
        let number = unsafe OBJ_obj2nid(object)
        guard number != NID_undef, let name = unsafe OBJ_nid2sn(number) else { return unsafe dotted(object) }
        return unsafe String(cString: name)
    }

    /// The dotted numbers.
    static func dotted(_ object: OpaquePointer?) -> String {
        var text = [CChar](repeating: 0, count: 128)
        let count = unsafe OBJ_obj2txt(&text, CInt(text.count), object, 1)
        guard count > 0 else {
            ErrorQueue.clear()
            return "unknown"
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
