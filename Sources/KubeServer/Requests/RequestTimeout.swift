// SPDX-License-Identifier: Apache-2.0

/// The parameter `timeout`, a duration as Go writes it: `1m30s`.
///
/// Requests are answered long before any of them is over, so that only its grammar counts (apiserver,
/// `pkg/endpoints/filters/request_deadline.go`).
enum RequestTimeout {
    private static let units: Set<Substring> = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"]

    /// Throws when a text is no duration.
    static func check(_ text: String?) throws(APIFailure) {
        guard let text, !text.isEmpty, !isDuration(text) else { return }
        throw APIFailure.badRequest("invalid timeout specified in the request URL - time: \(complaint(text))")
    }

    private static func isDuration(_ text: String) -> Bool {
        var rest = text[...]
        if let sign = rest.first, sign == "-" || sign == "+" { rest.removeFirst() }
        if rest == "0" { return true }
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard number.contains(where: \.isNumber), number.filter({ $0 == "." }).count <= 1 else { return false }
            rest = rest[number.endIndex...]
            let unit = rest.prefix { $0 != "." && !($0.isASCII && $0.isNumber) }
            guard units.contains(unit) else { return false }
            rest = rest[unit.endIndex...]
        }
        return true
    }

    private static func complaint(_ text: String) -> String {
        let isNumber = text.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." } && text.contains(where: \.isNumber)
        return "\(isNumber ? "missing unit in" : "invalid") duration \"\(text)\""
    }
}
