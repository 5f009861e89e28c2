// SPDX-License-Identifier: Apache-2.0

/// The name of a container image, as far as the API server reads it.
struct ImageReference {
    /// What stands behind the colon; `latest` for an image with neither a tag nor a digest.
    let tag: String

    init(_ image: String) {
        let name = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let undigested = name.prefix { $0 != "@" }
        if let colon = undigested.firstIndex(of: ":") {
            tag = String(undigested[undigested.index(after: colon)...])
        } else {
            tag = image.isEmpty || undigested.count < name.count ? "" : "latest"
        }
    }

    /// When a node asks the registry again, unless the pod says something else.
    var pullPolicy: String { tag == "latest" ? "Always" : "IfNotPresent" }
}
