// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import HTTPCore
internal import KubeSchema

/// Whom a request wants to be taken for, as its `Impersonate-…` fields say; nothing is added or checked yet.
package struct ImpersonatedUser: Sendable, Equatable {
    private static let extraPrefix = "impersonate-extra-"

    /// The name, which is never empty.
    package var name: String
    /// The identity, empty when none is given.
    package var uid: String
    /// The groups, in the order of the fields.
    package var groups: [String]
    /// What else is said, by keys in lower case.
    package var extra: [String: [String]]

    /// Reads the fields of a request; nil when it does not want to be taken for somebody else.
    package init?(_ fields: HTTPFields) throws(APIFailure) {
        name = fields["Impersonate-User"] ?? ""
        uid = fields["Impersonate-Uid"] ?? ""
        groups = fields.values(of: "Impersonate-Group")
        extra = [:]
        for field in fields {
            let name = field.name.lowercased()
            guard name.hasPrefix(Self.extraPrefix) else { continue }
            extra[Self.key(name.dropFirst(Self.extraPrefix.count)), default: []].append(field.value)
        }
        guard name.isEmpty else { return }
        guard uid.isEmpty, groups.isEmpty, extra.isEmpty else {
            throw APIFailure.badRequest("requested \(inGoSyntax) without impersonating a user name")
        }
        return nil
    }

    /// Keys may be percent-encoded, as they may hold what the name of a field cannot.
    private static func key(_ name: Substring) -> String {
        (try? PercentEncoding.decode(name)) ?? String(name)
    }

    /// Whether nothing but a name is given, so that the server decides on the rest.
    var isNameOnly: Bool { uid.isEmpty && groups.isEmpty && extra.isEmpty }

    /// The node that the name is that of.
    var nodeName: String? {
        let prefix = "system:node:"
        guard name.hasPrefix(prefix) else { return nil }
        let node = String(name.dropFirst(prefix.count))
        return ObjectNames.subdomainErrors(node).isEmpty ? node : nil
    }

    /// The service account that the name is that of.
    var account: (namespace: String, name: String)? {
        guard let account = UserInfo(name: name).serviceAccount,
            ObjectNames.labelErrors(account.namespace).isEmpty, ObjectNames.subdomainErrors(account.name).isEmpty
        else { return nil }
        return account
    }

    private var inGoSyntax: String {
        func list(_ values: [String]) -> String { "[]string{\(values.map(\.quotedAsInGo).joined(separator: ", "))}" }
        let members = extra.sorted { $0.key < $1.key }.map { "\($0.key.quotedAsInGo):\(list($0.value))" }
        let groups = groups.isEmpty ? "[]string(nil)" : list(groups)
        let extra = extra.isEmpty ? "(nil)" : "{\(members.joined(separator: ", "))}"
        return "&user.DefaultInfo{Name:\(name.quotedAsInGo), UID:\(uid.quotedAsInGo), Groups:\(groups), "
            + "Extra:map[string][]string\(extra)}"
    }
}
