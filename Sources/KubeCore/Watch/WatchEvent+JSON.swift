// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension WatchEvent {
    /// Reads a line of a watch; an error means that something was said which was not understood.
    ///
    /// Such a line must not be passed over: a version that is skipped is a change that is lost. What events of a watch
    /// repeat, such as labels, exists once for all that are read with the same `repetitions`.
    package init(parsing line: RawSpan, sharing repetitions: inout JSONRepetitions) throws(JSONError) {
        do {
            self = try Self.parse(line, &repetitions)
        } catch {
            // Only now is it worth the time to look at what kind of object it is.
            guard let foreign = Self.foreign(line) else { throw error }
            self = foreign
        }
    }

    private static func parse(_ line: RawSpan, _ repetitions: inout JSONRepetitions) throws(JSONError) -> WatchEvent {
        var reader = try JSONReader(line)
        swap(&reader.repetitions, &repetitions)
        defer { swap(&reader.repetitions, &repetitions) }
        var type: String?
        var event: WatchEvent?
        var object: [UInt8]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "type": type = try reader.readString()
            case "object":
                // Servers say the type first. From one that does not, the object is kept until its type is known.
                if let type {
                    event = try read(type, from: &reader)
                } else {
                    object = try reader.readRawValue()
                }
            default: try reader.skipValue(of: key)
            }
        }
        try reader.finish()
        if let type, let object { event = try read(type, object) }
        guard let event else { throw JSONError(.invalidValue, "an event of a watch has a type and an object") }
        return event
    }

    private static func read(_ type: String, _ object: [UInt8]) throws(JSONError) -> WatchEvent {
        var reader = try JSONReader(unsafe object.span.bytes)
        return try read(type, from: &reader)
    }

    private static func read(_ type: String, from reader: inout JSONReader) throws(JSONError) -> WatchEvent {
        switch type {
        case "ADDED": return .added(try Item(from: &reader))
        case "MODIFIED": return .modified(try Item(from: &reader))
        case "DELETED": return .deleted(try Item(from: &reader))
        case "BOOKMARK": return .bookmark(try WatchBookmark(from: &reader))
        case "ERROR": return .error(try APIStatus(from: &reader))
        default: throw reader.invalidValue("there is no event of type \(type)")
        }
    }

    /// The event as one of a foreign kind, if that is what it is.
    private static func foreign(_ line: RawSpan) -> WatchEvent? {
        guard let event = try? JSONValue(parsing: line), let type = event["type"]?.string,
            ["ADDED", "MODIFIED", "DELETED"].contains(type),
            let kind = event["object"]?["kind"]?.string, !Item.accepts(kind: kind)
        else { return nil }
        return .foreign(type: type, kind: kind)
    }
}

extension WatchBookmark: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        let metadata = try BookmarkObject(from: &reader).metadata
        guard let version = metadata.resourceVersion else {
            throw reader.invalidValue("a bookmark has a resourceVersion")
        }
        resourceVersion = version
        endsInitialEvents = metadata.annotations[Self.initialEventsEndAnnotation] == "true"
    }
}

/// The object of a bookmark, of which only the metadata means anything.
private struct BookmarkObject: JSONDecodable {
    var metadata = ObjectMeta()

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "metadata": try reader.read(into: &metadata)
            default: try reader.skipValue()
            }
        }
    }
}
