// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Glibc
internal import JSONKit
package import KubeServer
internal import Synchronization

/// The record of requests that a real API server writes, read as it grows.
package final class AuditFile: Sendable {
    private struct State {
        var offset = 0
        var records: [AuditRecord] = []
    }

    private let path: String
    private let state = Mutex(State())

    /// A file that need not be there yet.
    package init(_ path: String) {
        self.path = path
    }

    /// The records that a condition holds for, the oldest first.
    package func records(where isWanted: (AuditRecord) -> Bool) -> [AuditRecord] {
        state.withLock { state in
            readOn(&state)
            return state.records
        }
        .filter(isWanted)
    }

    /// Forgets what is there so far.
    package func removeAll() {
        state.withLock { state in
            readOn(&state)
            state.records = []
        }
    }

    /// Takes whole lines only: the last one may be in the making.
    private func readOn(_ state: inout State) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe pread(descriptor, &buffer, buffer.count, off_t(state.offset + bytes.count))
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return }
        for line in bytes[..<end].split(separator: UInt8(ascii: "\n")) {
            guard let event = try? JSONValue(parsing: Array(line)) else { continue }
            state.records.append(AuditRecord(event))
        }
        state.offset += end + 1
    }
}

extension AuditRecord {
    /// What a record of the level `Metadata` says.
    fileprivate init(_ event: JSONValue) {
        self.init()
        auditID = event["auditID"]?.string ?? ""
        // Who is not let in is answered before the handlers that would note the end.
        stage =
            event["stage"]?.string == "ResponseStarted" && event["verb"]?.string == "watch"
            ? .responseStarted : .responseComplete
        uri = event["requestURI"]?.string ?? ""
        verb = event["verb"]?.string ?? ""
        userAgent = event["userAgent"]?.string ?? ""
        user = UserInfo(name: event["user"]?["username"]?.string ?? "")
        code = event["responseStatus"]?["code"]?.int ?? 0
        object = event["objectRef"].map { reference in
            func text(_ field: String) -> String { reference[field]?.string ?? "" }
            var object = ObjectReference()
            object.group = text("apiGroup")
            object.version = text("apiVersion")
            object.resource = text("resource")
            object.subresource = text("subresource")
            object.namespace = text("namespace")
            object.name = text("name")
            object.uid = text("uid")
            return object
        }
    }
}
