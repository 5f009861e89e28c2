// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// Makes a head of the lines that curl finds in front of, and behind, a body.
///
/// curl hands over every block of lines: interim responses (RFC 9110, section 15.2) come before the final one and are
/// dropped here, trailers come after the body and are ignored. For HTTP/2 it makes up the same lines.
struct HeadParser {
    /// What a line meant.
    enum Outcome: Equatable {
        case incomplete
        case complete(ResponseHead)
        case tooLarge
        case malformed
    }

    private enum Stage {
        case statusLine
        case fields(ResponseHead)
        case trailers
    }

    private var stage = Stage.statusLine
    private var room: Int

    /// A parser that takes at most so many bytes in all blocks together.
    init(limit: Int) {
        room = limit
    }

    /// Reads one line with its end.
    mutating func read(_ line: some BidirectionalCollection<UInt8>) -> Outcome {
        room -= line.count
        guard room >= 0 else { return .tooLarge }
        let text = line.droppingLineEnd
        switch stage {
        case .trailers:
            return .incomplete
        case .statusLine:
            guard let status = Self.status(of: text) else { return .malformed }
            stage = .fields(ResponseHead(status: status))
            return .incomplete
        case .fields(let head):
            return text.isEmpty ? end(head) : add(text, to: head)
        }
    }

    private mutating func end(_ head: ResponseHead) -> Outcome {
        let isInterim = head.status.code < 200
        stage = isInterim ? .statusLine : .trailers
        return isInterim ? .incomplete : .complete(head)
    }

    private mutating func add(_ line: some BidirectionalCollection<UInt8>, to head: ResponseHead) -> Outcome {
        var head = head
        if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
            // A folded line, obsolete but not dead (RFC 9112, section 5.2), continues the field above it.
            guard let last = head.fields.last else { return .malformed }
            head.fields = HTTPFields(
                head.fields.dropLast() + [HTTPFields.Field(last.name, "\(last.value) \(line.trimmedText)")]
            )
        } else {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return .malformed }
            head.fields.append(line[..<colon].trimmedText, line[line.index(after: colon)...].trimmedText)
        }
        stage = .fields(head)
        return .incomplete
    }

    /// The status of `HTTP/1.1 200 OK` or `HTTP/2 200`.
    private static func status(of line: some BidirectionalCollection<UInt8>) -> HTTPStatus? {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard parts.count >= 2, parts[0].starts(with: "HTTP/".utf8), parts[1].count == 3 else { return nil }
        guard parts[1].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let code = parts[1].reduce(0) { $0 * 10 + Int($1) - 0x30 }
        return code >= 100 ? HTTPStatus(code) : nil
    }
}

extension BidirectionalCollection<UInt8> {
    fileprivate var droppingLineEnd: SubSequence {
        let line = last == UInt8(ascii: "\n") ? dropLast() : self[...]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    fileprivate var trimmedText: String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(decoding: self[first...last], as: UTF8.self)
    }
}
