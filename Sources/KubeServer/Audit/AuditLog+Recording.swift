// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
package import HTTPServer
internal import JSONKit
internal import KubeCore

extension AuditLog {
    static let header = "Audit-Id"

    /// A handler that answers as another one does, under an audit ID, and has every request on record.
    package func recording(_ handler: @escaping HTTPHandler) -> HTTPHandler {
        { [self] request in
            let ticket = AuditTicket()
            var entry = Entry(request, now: clock.now)
            var response = try await AuditTicket.$current.withValue(ticket) { try await handler(request) }
            if response.fields[Self.header] == nil { response.fields[Self.header] = entry.record.auditID }
            entry.note(ticket.notes, request)
            entry.note(response)
            guard case .stream(let length, let produce) = response.body else {
                add(entry.record(at: .responseComplete))
                return response
            }
            add(entry.record(at: .responseStarted))
            response.body = .stream(length: length) { [entry] writer in
                // However it ends: a watch that its client has left was answered.
                defer { self.add(entry.record(at: .responseComplete)) }
                try await produce(writer)
            }
            return response
        }
    }
}

/// A record in the making.
private struct Entry: Sendable {
    private(set) var record = AuditRecord()
    private let start = ContinuousClock.now

    init(_ request: HTTPServerRequest, now: Timestamp) {
        let wanted = request.fields[AuditLog.header] ?? ""
        record.auditID = wanted.isEmpty ? ObjectIDs.random() : wanted
        record.received = now
        record.uri = request.path + (request.target.query.map { "?\($0)" } ?? "")
        record.userAgent = request.fields["User-Agent"] ?? ""
        if case .internet(let host, _) = request.peer.address { record.sourceAddress = host }
    }

    mutating func note(_ notes: AuditTicket.Notes, _ request: HTTPServerRequest) {
        let info = notes.info ?? request.info
        record.verb = info.verb.rawValue
        record.object = info.target.map(AuditRecord.ObjectReference.init)
        record.user = notes.user ?? UserInfo(name: "")
        record.impersonatedUser = notes.impersonatedUser
        record.isDryRun = info.query["dryRun"]?.isEmpty == false
        if info.verb == .patch { record.patchType = MediaType(request.fields["Content-Type"] ?? "").name }
    }

    mutating func note(_ response: HTTPServerResponse) {
        record.code = response.status.code
        guard case .bytes(let body) = response.body else {
            if case .cut = response.body { record.code = 0 }
            return
        }
        if record.code >= 400 {
            guard let status = try? APIStatus(parsing: body) else { return }
            record.reason = status.reason.text
            record.message = status.message
        } else if record.code == 201, record.object?.name.isEmpty == true {
            // A new object's name may have been generated; the path did not know it.
            guard let object = try? PartialObject(parsing: body) else { return }
            record.object?.name = object.metadata.name
            record.object?.uid = object.metadata.uid
        }
    }

    func record(at stage: AuditRecord.Stage) -> AuditRecord {
        var record = record
        record.stage = stage
        record.latency = .now - start
        return record
    }
}

extension AuditRecord.ObjectReference {
    fileprivate init(_ target: RequestInfo.Target) {
        self.init()
        group = target.group
        version = target.version
        resource = target.plural
        subresource = target.subresource
        namespace = target.namespace
        name = target.name
    }
}
