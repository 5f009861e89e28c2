// SPDX-License-Identifier: Apache-2.0

package import Basics

/// The value of a field in a log line: typed, so that a sink can write numbers as numbers.
package enum LogValue: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case unsigned(UInt64)
    case double(Double)
    case bool(Bool)
    case duration(Duration)
    case time(Timestamp)
    case list([LogValue])
    /// A secret, of which nothing but its being there is known.
    case redacted
    /// No value.
    case null
}

/// A type whose values can stand in a log line.
package protocol Loggable {
    /// What stands there.
    var logValue: LogValue { get }
}

extension LogValue: Loggable {
    package var logValue: LogValue { self }
}

extension LogValue {
    /// An error by its description.
    package static func error(_ error: any Error) -> LogValue {
        .string(String(describing: error))
    }

    /// Anything else by its description.
    package static func describing(_ value: some Any) -> LogValue {
        .string(String(describing: value))
    }
}

extension Secret: Loggable {
    package var logValue: LogValue { .redacted }
}

extension String: Loggable {
    package var logValue: LogValue { .string(self) }
}

extension Substring: Loggable {
    package var logValue: LogValue { .string(String(self)) }
}

extension StaticString: Loggable {
    package var logValue: LogValue { .string(description) }
}

extension Bool: Loggable {
    package var logValue: LogValue { .bool(self) }
}

extension Double: Loggable {
    package var logValue: LogValue { .double(self) }
}

extension Duration: Loggable {
    package var logValue: LogValue { .duration(self) }
}

extension Timestamp: Loggable {
    package var logValue: LogValue { .time(self) }
}

extension FixedWidthInteger where Self: Loggable {
    package var logValue: LogValue {
        Int64(exactly: self).map(LogValue.integer) ?? .unsigned(UInt64(clamping: self))
    }
}

extension Int: Loggable {}
extension Int8: Loggable {}
extension Int16: Loggable {}
extension Int32: Loggable {}
extension Int64: Loggable {}
extension UInt: Loggable {}
extension UInt8: Loggable {}
extension UInt16: Loggable {}
extension UInt32: Loggable {}
extension UInt64: Loggable {}

extension Optional: Loggable where Wrapped: Loggable {
    package var logValue: LogValue { self?.logValue ?? .null }
}

extension Array: Loggable where Element: Loggable {
    package var logValue: LogValue { .list(map(\.logValue)) }
}
