// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// The formats that the API server checks strings of custom resources for; others are documentation.
enum StringFormat {
    /// Whether a text has a format; formats that nobody checks accept everything.
    static func accepts(_ text: String, as format: String) -> Bool {
        switch format {
        case "date-time", "datetime": (try? Timestamp(parsing: text)) != nil
        case "date": (try? Timestamp(parsing: "\(text)T00:00:00Z")) != nil
        case "byte": (try? Base64.standard.decode(text)) != nil
        case "ipv4": isIPv4(text)
        case "ipv6": isIPv6(text)
        case "cidr": isNetwork(text)
        case "uuid": isUUID(text)
        default: true
        }
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                UInt8(part) != nil && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && (part.count == 1 || !part.hasPrefix("0"))
            }
    }

    private static func isIPv6(_ text: String) -> Bool {
        let halves = text.components(around: "::")
        guard halves.count <= 2 else { return false }
        var groups = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            for (position, group) in half.components(around: ":").enumerated() {
                let isLast = index == halves.count - 1 && position == half.components(around: ":").count - 1
                if isLast, group.contains(".") {
                    guard isIPv4(group) else { return false }
                    groups += 2
                } else {
                    guard (1...4).contains(group.utf8.count), UInt16(group, radix: 16) != nil, !group.hasPrefix("+")
                    else { return false }
                    groups += 1
                }
            }
        }
        return halves.count == 2 ? groups <= 7 : groups == 8
    }

    private static func isNetwork(_ text: String) -> Bool {
        let halves = text.components(around: "/")
        guard halves.count == 2, let length = UInt8(halves[1]), !halves[1].hasPrefix("+") else { return false }
        return isIPv4(halves[0]) && length <= 32 || isIPv6(halves[0]) && length <= 128
    }

    private static func isUUID(_ text: String) -> Bool {
        let parts = text.components(around: "-")
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { UInt64($0, radix: 16) != nil }
    }
}

extension String {
    fileprivate func components(around separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
