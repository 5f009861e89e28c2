// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import Testing

/// An event of a watch as it came.
struct RawEvent: Sendable {
    let type: String
    let object: JSONValue

    var name: String { object["metadata"]?["name"]?.string ?? "" }
    var version: String { object["metadata"]?["resourceVersion"]?.string ?? "" }
    var endsInitialEvents: Bool {
        object["metadata"]?["annotations"]?[WatchBookmark.initialEventsEndAnnotation] == "true"
    }
}

extension Sandbox {
    /// All that a watch says until the server ends it, which the path has to ask for.
    func events(_ path: String, accept: String = MediaType.json) async throws -> [RawEvent] {
        let answer = try await send(.get(path, accept: accept)).succeeds()
        let lines: [JSONValue]
        switch answer.body {
        // A single event is a whole document, several are not.
        case .string(let text): lines = try text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        default: lines = [answer.body]
        }
        return lines.map { RawEvent(type: $0["type"]?.string ?? "", object: $0["object"] ?? .null) }
    }
}
