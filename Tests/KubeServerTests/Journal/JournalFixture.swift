// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import OtherPrograms
import Synchronization
import TestSupport

@testable import KubeServer

let widgetID = ResourceID(group: "example.com", plural: "widgets")
let gadgetID = ResourceID(group: "example.com", plural: "gadgets")

/// A folder for a journal, and what a test looks at in it.
struct JournalFixture {
    let folder = TemporaryFolder()

    var path: String { "\(folder.path)/data" }

    func open(
        _ durability: Journal.Durability = .process,
        disk: Disk = .inRun("a")
    ) throws(JournalError) -> Storage {
        try Storage(journal: Journal(folder: path, durability: durability, disk: disk))
    }

    func bytes(of name: String) throws(JournalError) -> [UInt8] {
        let file = try DiskFile("\(path)/\(name)", for: .read, disk: .system)
        return try file.read(at: 0, count: file.size())
    }

    /// Makes the folder hold just this file.
    func replace(with name: String, _ bytes: [UInt8]) throws(JournalError) {
        for other in files { unsafe unlink("\(path)/\(other)") }
        unsafe mkdir(path, 0o700)
        try write(name, bytes)
    }

    func write(_ name: String, _ bytes: [UInt8]) throws(JournalError) {
        try DiskFile("\(path)/\(name)", for: .create, disk: .system).append(bytes)
    }

    var files: [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}

extension Disk {
    /// The disk of the machine, in a run of it with this name.
    static func inRun(_ name: String) -> Disk {
        var disk = Disk.system
        disk.boot = { name }
        return disk
    }

    /// A disk that has room for so many bytes, and tells of it in the middle of a write.
    static func withRoom(_ room: Budget) -> Disk {
        var disk = Disk.inRun("a")
        let write = disk.write
        disk.write = { descriptor, bytes in
            let granted = room.take(bytes.count)
            return granted == 0 ? .failure(ErrorNumber(ENOSPC)) : write(descriptor, bytes.prefix(granted))
        }
        return disk
    }
}

/// Bytes that are left on a disk.
final class Budget: Sendable {
    private let rest: Mutex<Int>

    init(_ count: Int) {
        rest = Mutex(count)
    }

    func take(_ wanted: Int) -> Int {
        rest.withLock { rest in
            let granted = min(rest, wanted)
            rest -= granted
            return granted
        }
    }

    func set(_ count: Int) {
        rest.withLock { $0 = count }
    }
}

extension Storage {
    /// Writes an object with a text in it.
    @discardableResult
    func write(_ name: String, _ text: String = "", of resource: ResourceID = widgetID) throws(APIFailure) -> UInt64 {
        let key = StorageKey(namespace: "a", name: name)
        let object = try update(resource, key) { _ throws(APIFailure) in
            .put { revision in
                StoredObject(
                    key: key,
                    uid: "uid-\(name)",
                    resourceVersion: revision,
                    members: Array("\"metadata\":{\"name\":\"\(name)\"},\"text\":\"\(text)\"".utf8),
                    labels: ["name": name],
                    fields: ["text": text]
                )
            }
        }
        return object?.resourceVersion ?? 0
    }

    func remove(_ name: String, of resource: ResourceID = widgetID) throws(APIFailure) {
        let key = StorageKey(namespace: "a", name: name)
        _ = try update(resource, key) { previous throws(APIFailure) in
            guard let previous else { return .keep }
            return .delete { revision in
                StoredObject(key: key, uid: previous.uid, resourceVersion: revision, members: previous.members)
            }
        }
    }

    /// Everything that is stored, in a form that can be compared.
    var contents: [String] {
        [widgetID, gadgetID].flatMap { resource in
            objects(resource).map { object in
                let labels = object.labels.map { "\($0)=\($1)" }.joined()
                let fields = object.fields.map { "\($0)=\($1)" }.joined()
                let members = String(decoding: object.members, as: UTF8.self)
                return
                    "\(resource) \(object.key) \(object.uid) \(object.resourceVersion) \(labels) \(fields) \(members)"
            }
        }
    }
}
