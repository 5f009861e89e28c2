// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import JSONKit
internal import KubeSchema

extension FieldError {
    /// A text that is no range of addresses.
    static func addressRange(_ path: FieldPath, _ text: String) -> [FieldError] {
        let detail = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
        return isAddressRange(text) ? [] : [.invalid(path, .string(text), detail)]
    }

    private static func isAddressRange(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let length = Int(parts[1]), length >= 0 else { return false }
        var four = in_addr()
        var six = in6_addr()
        if unsafe inet_pton(AF_INET, parts[0], &four) == 1 { return length <= 32 }
        return unsafe inet_pton(AF_INET6, parts[0], &six) == 1 && length <= 128
    }
}
