// SPDX-License-Identifier: Apache-2.0

extension ScalarMeaning {
    /// What a scalar of a stream stands for; its tag, if it has one, must fit how it looks.
    init(_ scalar: Event.Scalar, at position: YAMLPosition) throws(YAMLError) {
        guard let tag = scalar.tag else {
            self = scalar.isPlain ? ScalarMeaning(plain: scalar.text) : .string(scalar.text)
            return
        }
        switch tag {
        case Tag.binary:
            self = .string(try Self.text(ofBinary: scalar.text, at: position))
        case Tag.bool, Tag.integer, Tag.float, Tag.null, Tag.timestamp:
            let meaning = ScalarMeaning(plain: scalar.text)
            guard meaning.fits(tag) else {
                let message = "the value does not fit its tag \(Tag.short(tag)): correct it, or leave the tag out"
                throw YAMLError(.unsupportedValue, at: position, message)
            }
            self = meaning.adopting(tag)
        default:
            self = .string(scalar.text)
        }
    }

    private func fits(_ tag: String) -> Bool {
        switch self {
        case .null: tag == Tag.null
        case .bool: tag == Tag.bool
        case .integer: tag == Tag.integer || tag == Tag.float
        case .unsigned: tag == Tag.integer
        case .decimal, .infinite: tag == Tag.float
        case .timestamp: tag == Tag.timestamp
        case .string: false
        }
    }

    /// An integer that is tagged as a float is one, which a key can tell.
    private func adopting(_ tag: String) -> ScalarMeaning {
        guard tag == Tag.float, case .integer(let value) = self else { return self }
        return .decimal(String(value))
    }

    private static func text(ofBinary base64: String, at position: YAMLPosition) throws(YAMLError) -> String {
        guard let bytes = BinarySyntax.decode(base64) else {
            throw YAMLError(.unsupportedValue, at: position, "a !!binary value must be base64")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let message = "a !!binary value that is no UTF-8 text cannot be kept: leave the tag out to keep its base64"
            throw YAMLError(.unsupportedValue, at: position, message)
        }
        return text
    }
}
