// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no message, in the words of the decoders that Kubernetes generates (gogo/protobuf).
enum WireError: Error, Equatable, CustomStringConvertible {
    case endsEarly
    case integerOverflow
    case negativeLength
    case unexpectedEndOfGroup
    /// A type of the wire format that does not exist.
    case unknownType(UInt8)
    /// A field that is written as another type than it has.
    case wrongType(UInt8, field: String)
    case illegalNumber(Int32, key: UInt64, message: String)
    case endOfGroup(message: String)
    /// More messages in each other than anybody would write.
    case tooDeep
    /// Far more values than there are in an object that could be stored.
    case tooManyValues(limit: Int)
    /// A value that makes no sense, and what is wrong with it.
    case value(String)

    var description: String {
        switch self {
        case .endsEarly: "unexpected EOF"
        case .integerOverflow: "proto: integer overflow"
        case .negativeLength: "proto: negative length found during unmarshaling"
        case .unexpectedEndOfGroup: "proto: unexpected end of group"
        case .unknownType(let type): "proto: illegal wireType \(type)"
        case .wrongType(let type, let field): "proto: wrong wireType = \(type) for field \(field)"
        case .illegalNumber(let number, let key, let message):
            "proto: \(message): illegal tag \(number) (wire type \(key))"
        case .endOfGroup(let message): "proto: \(message): wiretype end group for non-group"
        case .tooDeep: "proto: messages are nested deeper than \(MessageDecoder.depthLimit)"
        case .tooManyValues(let limit): "proto: the object has more than \(limit) values"
        case .value(let text): text
        }
    }
}
