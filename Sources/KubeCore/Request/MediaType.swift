// SPDX-License-Identifier: Apache-2.0

/// The media types of bodies, as Kubernetes uses them.
package enum MediaType {
    package static let json = "application/json"
    /// RFC 6902.
    package static let jsonPatch = "application/json-patch+json"
    /// RFC 7386.
    package static let mergePatch = "application/merge-patch+json"
    /// Kubernetes' own patches that merge lists by key; built-in kinds only.
    package static let strategicMergePatch = "application/strategic-merge-patch+json"
    /// Server-side apply; JSON is YAML, so the body may be JSON.
    package static let applyPatch = "application/apply-patch+yaml"
}
