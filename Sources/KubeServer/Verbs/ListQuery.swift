// SPDX-License-Identifier: Apache-2.0

package import HTTPCore
package import KubeCore

/// The parameters of a list or a watch.
package struct ListQuery: Sendable {
    /// Which resource versions may answer.
    package enum Match: String, Sendable {
        case exact = "Exact"
        case notOlderThan = "NotOlderThan"
    }

    package var labels = LabelSelector.everything
    package var fields = FieldSelector.everything
    package var resourceVersion: UInt64?
    package var match: Match?
    package var limit: Int?
    package var continuation: ContinueToken?
    package var timeoutSeconds: Int?
    package var allowsBookmarks = false
    package var sendsInitialEvents: Bool?

    /// Reads the parameters; what cannot be understood is a failure.
    package init(_ query: HTTPQuery) throws(APIFailure) {
        labels =
            try Self.selector(query["labelSelector"]) { text throws(KubeFormatError) in
                try LabelSelector(parsing: text)
            } ?? .everything
        fields =
            try Self.selector(query["fieldSelector"]) { text throws(KubeFormatError) in
                try FieldSelector(parsing: text)
            } ?? .everything
        resourceVersion = try Self.version(query["resourceVersion"])
        match = try Self.match(query["resourceVersionMatch"])
        limit = try Self.number(query["limit"], named: "limit").flatMap { $0 > 0 ? $0 : nil }
        timeoutSeconds = try Self.number(query["timeoutSeconds"], named: "timeoutSeconds")
        allowsBookmarks = query["allowWatchBookmarks"].map(RequestInfo.isTrue) ?? false
        sendsInitialEvents = query["sendInitialEvents"].map(RequestInfo.isTrue)
        if let text = query["continue"], !text.isEmpty { continuation = try ContinueToken(parsing: text) }
    }

    private static func selector<Selector>(
        _ text: String?,
        _ parse: (String) throws(KubeFormatError) -> Selector
    ) throws(APIFailure) -> Selector? {
        guard let text, !text.isEmpty else { return nil }
        do throws(KubeFormatError) {
            return try parse(text)
        } catch {
            throw APIFailure.badRequest("unable to parse requirement: \(error)")
        }
    }

    private static func version(_ text: String?) throws(APIFailure) -> UInt64? {
        guard let text, !text.isEmpty else { return nil }
        guard let version = UInt64(text), !text.hasPrefix("+") else {
            throw APIFailure.badRequest(
                "resourceVersion: Invalid value: \"\(text)\": strconv.ParseUint: parsing: invalid syntax"
            )
        }
        return version
    }

    private static func number(_ text: String?, named name: String) throws(APIFailure) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let number = Int(text) else {
            throw APIFailure.badRequest("\(name): Invalid value: \"\(text)\": a number is expected")
        }
        return number
    }

    private static func match(_ text: String?) throws(APIFailure) -> Match? {
        guard let text, !text.isEmpty else { return nil }
        guard let match = Match(rawValue: text) else {
            let message =
                "resourceVersionMatch: Unsupported value: \"\(text)\": supported values: \"Exact\", \"NotOlderThan\""
            throw APIFailure.badRequest(message)
        }
        return match
    }
}
