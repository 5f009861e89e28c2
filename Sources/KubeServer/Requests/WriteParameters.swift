// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeMerge
internal import KubeSchema

/// The parameters of a write, checked as one (apimachinery, `pkg/apis/meta/v1/validation/validation.go`).
struct WriteParameters: Sendable, Equatable {
    /// The kinds of options, by which a failure names what is wrong.
    enum Kind: String, Sendable {
        case create = "CreateOptions"
        case update = "UpdateOptions"
        case patch = "PatchOptions"
        /// A patch that says what its manager intends.
        case apply

        fileprivate var name: String { self == .apply ? Kind.patch.rawValue : rawValue }
    }

    /// Who writes; nil when the client leaves that to its user agent.
    let manager: String?
    let fieldValidation: WriteContext.FieldValidation
    /// Whether everything is done but the writing.
    let isDryRun: Bool
    /// Whether an intent takes fields that others own.
    let isForced: Bool

    init(_ query: HTTPQuery, _ kind: Kind) throws(APIFailure) {
        let manager = query["fieldManager"] ?? ""
        let validation = query["fieldValidation"] ?? ""
        let dryRun = query.items.filter { $0.name == "dryRun" }.map(\.value)
        let force = query["force"].map(RequestInfo.isTrue)
        self.manager = manager.isEmpty ? nil : manager
        fieldValidation = WriteContext.FieldValidation(rawValue: validation) ?? .warn
        isDryRun = !dryRun.isEmpty
        isForced = force ?? false
        var errors: [FieldError] = []
        let path = FieldPath.root
        if kind == .apply, manager.isEmpty {
            errors.append(.required(path.child("fieldManager"), "is required for apply patch"))
        }
        if kind == .patch, force != nil {
            errors.append(.forbidden(path.child("force"), "may not be specified for non-apply patch"))
        }
        errors += ManagerName.errors(in: manager, at: path.child("fieldManager"))
        if dryRun.contains(where: { $0 != "All" }) {
            errors.append(.notSupported(path.child("dryRun"), .strings(dryRun), supported: ["All"]))
        }
        if !validation.isEmpty, WriteContext.FieldValidation(rawValue: validation) == nil {
            let known = ["", "Ignore", "Strict", "Warn"]
            errors.append(.notSupported(path.child("fieldValidation"), .string(validation), supported: known))
        }
        guard errors.isEmpty else {
            throw APIFailure.invalid(kind: kind.name, group: "meta.k8s.io", name: "", errors)
        }
    }
}
