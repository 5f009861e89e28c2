// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit

/// A log line as a JSON object: time, level, room and message, and the fields beside them.
enum JSONLogLine {
    private static let ownKeys = ["time", "level", "room", "message"]

    static func bytes(_ record: LogRecord) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("time")
            writer.write(record.time.formatted(.six))
            writer.key("level")
            writer.write(record.level.name)
            writer.key("room")
            writer.write(LogText.forJSON(record.room))
            writer.key("message")
            writer.write(LogText.forJSON(record.message))
            for field in record.fields.fields {
                writer.key(LogText.forJSON(key(of: field, in: record.fields)))
                write(field.value, to: &writer)
            }
        }
        writer.endLine()
        return writer.finish()
    }

    /// The name of a field, made different from the line's own: a JSON object must not have a key twice.
    private static func key(of field: LogFields.Field, in fields: LogFields) -> String {
        guard ownKeys.contains(field.key) else { return field.key }
        var key = field.key
        repeat {
            key += "_"
        } while fields[key] != nil
        return key
    }

    private static func write(_ value: LogValue, to writer: inout JSONWriter) {
        switch value {
        case .string(let text): writer.write(LogText.forJSON(text))
        case .integer(let number): writer.writeInteger(number)
        case .unsigned(let number): writer.writeInteger(number)
        case .double(let number) where number.isFinite: writer.write(number)
        case .bool(let flag): writer.write(flag)
        case .null: writer.writeNull()
        case .list(let values):
            writer.array { writer in
                for value in values {
                    write(value, to: &writer)
                }
            }
        case .double, .duration, .time, .redacted: writer.write(value.plainText)
        }
    }
}
