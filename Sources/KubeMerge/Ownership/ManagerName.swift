// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeSchema

/// The rules for the names of field managers.
package enum ManagerName {
    private static let maximumByteCount = 128

    /// The name of a manager that gave none: what its user agent has before the slash, as far as it can be printed.
    package static func fromUserAgent(_ userAgent: String) -> String {
        var name = ""
        for scalar in userAgent.unicodeScalars.prefix(while: { $0 != "/" }) where scalar.isPrintable {
            guard name.utf8.count + UTF8.width(scalar) <= maximumByteCount else { break }
            name.unicodeScalars.append(scalar)
        }
        return name
    }

    /// What is wrong with a name that was given.
    package static func errors(in name: String, at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        if name.utf8.count > maximumByteCount { errors.append(.tooLong(path, limit: maximumByteCount)) }
        var offset = 0
        for scalar in name.unicodeScalars {
            if !scalar.isPrintable {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                errors.append(.invalid(path, .string(name), "invalid character \(code) (at position \(offset))"))
            }
            offset += UTF8.width(scalar)
        }
        return errors
    }
}

extension Unicode.Scalar {
    /// Whether Go would print the character: anything with ink, and the space.
    fileprivate var isPrintable: Bool {
        if self == " " { return true }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: false
        case .lineSeparator, .paragraphSeparator, .spaceSeparator: false
        default: true
        }
    }
}
