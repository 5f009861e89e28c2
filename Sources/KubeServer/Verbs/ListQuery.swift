// SPDX-License-Identifier: Apache-2.0

package import HTTPCore
internal import JSONKit
package import KubeCore
internal import KubeSchema

/// The parameters of a list or a watch.
package struct ListQuery: Sendable {
    /// Which resource versions may answer.
    package enum Match: String, Sendable {
        case exact = "Exact"
        case notOlderThan = "NotOlderThan"
    }

    /// Which objects.
    package var labels = LabelSelector.everything
    package var fields = FieldSelector.everything
    /// As of when, and how many at once.
    package var resourceVersion: UInt64?
    package var match: Match?
    package var limit: Int?
    package var continuation: ContinueToken?
    /// How long a watch lasts, and what it sends besides changes.
    package var timeoutSeconds: Int?
    package var allowsBookmarks = false
    package var sendsInitialEvents: Bool?

    /// Reads the parameters; what cannot be understood is a failure.
    package init(_ query: HTTPQuery, isWatch: Bool = false) throws(APIFailure) {
        limit = try Self.number(query["limit"]).flatMap { $0 > 0 ? $0 : nil }
        timeoutSeconds = try Self.number(query["timeoutSeconds"])
        allowsBookmarks = query["allowWatchBookmarks"].map(RequestInfo.isTrue) ?? false
        sendsInitialEvents = query["sendInitialEvents"].map(RequestInfo.isTrue)
        labels = try SelectorQuery.labels(query["labelSelector"])
        fields = try SelectorQuery.fields(query["fieldSelector"])
        try check(query, isWatch: isWatch)
        match = query["resourceVersionMatch"].flatMap(Match.init)
        if let text = query["continue"], !text.isEmpty, !isWatch { continuation = try ContinueToken(parsing: text) }
        resourceVersion = try Self.version(query["resourceVersion"], isWatch: isWatch)
    }

    /// Restricts the query to the object whose name stands in the path.
    mutating func select(name: String) throws(APIFailure) {
        let isSelected = fields.requirements.contains(FieldSelector.Requirement("metadata.name", name))
        guard fields.requirements.isEmpty || isSelected else {
            throw APIFailure.badRequest("fieldSelector metadata.name doesn't match requested name")
        }
        if !isSelected { fields = .name(name) }
    }

    /// apimachinery, `pkg/apis/meta/internalversion/validation/validation.go`.
    private func check(_ query: HTTPQuery, isWatch: Bool) throws(APIFailure) {
        let errors = isWatch ? watchErrors(query) : listErrors(query)
        guard errors.isEmpty else {
            throw APIFailure.invalid(kind: "ListOptions", group: "meta.k8s.io", name: "", errors)
        }
    }

    private func listErrors(_ query: HTTPQuery) -> [FieldError] {
        let path = FieldPath.root.child("resourceVersionMatch")
        let (match, version) = (query["resourceVersionMatch"] ?? "", query["resourceVersion"] ?? "")
        var errors: [FieldError] = []
        if !match.isEmpty {
            if version.isEmpty {
                let detail = "resourceVersionMatch is forbidden unless resourceVersion is provided"
                errors.append(.forbidden(path, detail))
            }
            if query["continue"]?.isEmpty == false { errors.append(Self.matchWithContinue) }
            if Match(rawValue: match) == nil {
                errors.append(.notSupported(path, .string(match), supported: ["Exact", "NotOlderThan", ""]))
            }
            if match == Match.exact.rawValue, version == "0" {
                let detail = "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""
                errors.append(.forbidden(path, detail))
            }
        }
        if sendsInitialEvents != nil {
            let detail = "sendInitialEvents is forbidden for list"
            errors.append(.forbidden(.root.child("sendInitialEvents"), detail))
        }
        return errors
    }

    private func watchErrors(_ query: HTTPQuery) -> [FieldError] {
        let path = FieldPath.root.child("resourceVersionMatch")
        let version = query["resourceVersion"] ?? ""
        var (match, isAsked) = (query["resourceVersionMatch"] ?? "", sendsInitialEvents != nil)
        // A watch from nowhere in particular counts as one that asks for what is there first.
        if match.isEmpty, !isAsked, version.isEmpty || version == "0" {
            (match, isAsked) = (Match.notOlderThan.rawValue, true)
        }
        var errors: [FieldError] = []
        if isAsked, match != Match.notOlderThan.rawValue {
            let detail = "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
            errors.append(.forbidden(path, detail))
        }
        guard !match.isEmpty else { return errors }
        if !isAsked {
            let detail = "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"
            errors.append(.forbidden(path, detail))
        }
        if match != Match.notOlderThan.rawValue {
            errors.append(.notSupported(path, .string(match), supported: [Match.notOlderThan.rawValue]))
        }
        if query["continue"]?.isEmpty == false { errors.append(Self.matchWithContinue) }
        return errors
    }

    private static var matchWithContinue: FieldError {
        .forbidden(
            .root.child("resourceVersionMatch"),
            "resourceVersionMatch is forbidden when continue is provided"
        )
    }

    /// A resource version; what is none is the client's mistake in a list, and nobody's in a watch.
    static func version(_ text: String?, isWatch: Bool) throws(APIFailure) -> UInt64? {
        guard let text, !text.isEmpty else { return nil }
        guard let version = UInt64(text), !text.hasPrefix("+") else {
            let value = text.quotedAsInGo
            let complaint =
                "resourceVersion: Invalid value: \(value): strconv.ParseUint: parsing \(value): invalid syntax"
            if isWatch { throw APIFailure.unforeseen(complaint) }
            throw APIFailure.badRequest("invalid resource version: \(complaint)")
        }
        return version
    }

    private static func number(_ text: String?) throws(APIFailure) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text) else {
            throw APIFailure.badRequest("strconv.ParseInt: parsing \(text.quotedAsInGo): invalid syntax")
        }
        return number
    }
}
