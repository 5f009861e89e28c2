// SPDX-License-Identifier: Apache-2.0

internal import KubeSchema

extension APIFailure {
    /// Who asks may not do what was asked: `pods is forbidden: User "jane" cannot list resource "pods"…`.
    package static func refusal(of access: AccessAttributes, for user: UserInfo, _ reason: String) -> APIFailure {
        // Names come from anybody; nothing of the sentence may look like markup to a browser.
        let sentence = "User \(user.name.quotedAsInGo) \(access.refusal)".withoutMarkup
        let message = reason.isEmpty ? sentence : "\(sentence): \(reason)"
        switch access {
        case .path: return forbidden(nil, "", message)
        case .resource(let resource):
            return forbidden(ResourceID(group: resource.group, plural: resource.plural), resource.name, message)
        }
    }
}

extension String {
    fileprivate var withoutMarkup: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
