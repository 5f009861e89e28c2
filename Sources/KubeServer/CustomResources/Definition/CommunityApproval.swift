// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Groups of the Kubernetes community are for what it has approved, or for those who say that it has not (KEP-1111).
struct CommunityApproval: Equatable {
    static let annotation = "api-approved.kubernetes.io"

    enum State: Equatable {
        case missing
        case invalid
        case approved
        case bypassed
    }

    let state: State
    /// The state in a sentence.
    let reason: String

    /// What the annotation of a definition says of a group; nil for all other groups.
    init?(of group: String, _ annotation: String) {
        let isProtected = ["k8s.io", "kubernetes.io"].contains { group == $0 || group.hasSuffix(".\($0)") }
        guard isProtected else { return nil }
        let rule = "protected groups must have approval annotation \"\(Self.annotation)\""
        let source = "see https://github.com/kubernetes/enhancements/pull/1111"
        if annotation.isEmpty {
            (state, reason) = (.missing, "\(rule), \(source)")
        } else if annotation.hasPrefix("unapproved") {
            (state, reason) = (.bypassed, "not approved: \(annotation.quotedAsInGo)")
        } else if annotation.hasSchemeAndHost {
            (state, reason) = (.approved, "approved in \(annotation)")
        } else {
            (state, reason) = (
                .invalid, "\(rule) with either a URL or a reason starting with \"unapproved\", \(source)"
            )
        }
    }

    /// What is wrong with the annotation; one that was wrong before may stay so.
    func errors(_ value: String, was old: CommunityApproval?) -> [FieldError] {
        let path = FieldPath.root.child("metadata", "annotations").key(Self.annotation)
        if old?.state == state { return [] }
        return switch state {
        case .approved, .bypassed: []
        case .missing: [.required(path, reason)]
        case .invalid: [.invalid(path, .string(value), reason)]
        }
    }

    /// The condition that says so.
    var condition: DefinitionConditions.Condition {
        switch state {
        case .approved: .init(.approved, true, "ApprovedAnnotation", reason)
        case .bypassed: .init(.approved, false, "UnapprovedAnnotation", reason)
        case .missing: .init(.approved, false, "MissingAnnotation", reason)
        case .invalid: .init(.approved, false, "InvalidAnnotation", reason)
        }
    }
}

extension String {
    fileprivate var hasSchemeAndHost: Bool {
        guard let colon = firstRange(of: "://") else { return false }
        let host = self[colon.upperBound...].prefix { !"/?#".contains($0) }
        return colon.lowerBound > startIndex && !host.isEmpty && utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}
