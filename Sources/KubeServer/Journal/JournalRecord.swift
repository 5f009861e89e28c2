// SPDX-License-Identifier: Apache-2.0

/// One entry of a journal.
package enum JournalRecord: Sendable {
    /// An object has this state.
    case put(ResourceID, StoredObject)
    /// An object is gone.
    case delete(ResourceID, StorageKey)
    /// The journal was opened by a machine that was started under this name; nothing changed.
    case opened(boot: String)
    /// The end of a snapshot, which without it is not complete.
    case end

    private enum Kind: UInt64 {
        case put = 1
        case delete = 2
        case opened = 3
        case end = 4
    }

    /// What a write leaves in the journal.
    init(_ change: Change, of resource: ResourceID) {
        self = change.kind == .deleted ? .delete(resource, change.object.key) : .put(resource, change.object)
    }

    /// The record as bytes; its resource version is not among them.
    package var bytes: [UInt8] {
        switch self {
        case .put(let resource, let object):
            var writer = RecordWriter(capacity: object.members.count + 256)
            writer.write(Kind.put.rawValue)
            writer.write(resource, object.key)
            writer.write(object.uid)
            writer.write(object.labels)
            writer.write(object.fields)
            writer.writeRest(object.members)
            return writer.bytes
        case .delete(let resource, let key):
            var writer = RecordWriter()
            writer.write(Kind.delete.rawValue)
            writer.write(resource, key)
            return writer.bytes
        case .opened(let boot):
            var writer = RecordWriter()
            writer.write(Kind.opened.rawValue)
            writer.write(boot)
            return writer.bytes
        case .end:
            return [UInt8(Kind.end.rawValue)]
        }
    }

    /// Reads a record; nil when it is none that this program writes.
    package init?(_ bytes: ArraySlice<UInt8>, resourceVersion: UInt64) {
        var reader = RecordReader(bytes)
        guard let kind = reader.number().flatMap(Kind.init(rawValue:)) else { return nil }
        switch kind {
        case .put:
            guard let (resource, key) = reader.place(), let uid = reader.text(), let labels = reader.texts(),
                let fields = reader.texts()
            else { return nil }
            let object = StoredObject(
                key: key,
                uid: uid,
                resourceVersion: resourceVersion,
                members: reader.takeRest(),
                labels: labels,
                fields: fields
            )
            self = .put(resource, object)
        case .delete:
            guard let (resource, key) = reader.place() else { return nil }
            self = .delete(resource, key)
        case .opened:
            guard let boot = reader.text() else { return nil }
            self = .opened(boot: boot)
        case .end: self = .end
        }
        guard reader.isAtEnd else { return nil }
    }
}

extension RecordWriter {
    fileprivate mutating func write(_ resource: ResourceID, _ key: StorageKey) {
        write(resource.group)
        write(resource.plural)
        write(key.namespace)
        write(key.name)
    }
}

extension RecordReader {
    fileprivate mutating func place() -> (ResourceID, StorageKey)? {
        guard let group = text(), let plural = text(), let namespace = text(), let name = text() else { return nil }
        return (ResourceID(group: group, plural: plural), StorageKey(namespace: namespace, name: name))
    }
}
