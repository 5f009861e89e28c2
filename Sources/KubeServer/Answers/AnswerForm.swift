// SPDX-License-Identifier: Apache-2.0

/// The form in which a client wants objects, read off its `Accept` field.
package struct AnswerForm: Sendable, Equatable {
    /// What is shown of objects.
    package enum Shape: Sendable, Equatable {
        /// All of them.
        case objects
        /// Only their metadata.
        case metadata
        /// Rows for people, as `kubectl get` asks for them.
        case table
    }

    /// What is shown.
    package let shape: Shape
    /// Whether the client asked for the metadata of a list by its own name, which one object is not.
    let isForList: Bool

    /// Objects as they are.
    package static let objects = AnswerForm(.objects)
    /// Only their metadata.
    package static let metadata = AnswerForm(.metadata)
    /// Rows.
    package static let table = AnswerForm(.table)

    private init(_ shape: Shape, isForList: Bool = false) {
        self.shape = shape
        self.isForList = isForList
    }

    /// The form that the client likes best of those that are written here (apiserver,
    /// `pkg/endpoints/handlers/negotiation/negotiate.go`).
    package init(accept: String?) throws(APIFailure) {
        guard let accept, !accept.isEmpty else {
            self = .objects
            return
        }
        for clause in AcceptClause.parse(accept) {
            if AnswerEncoding.notation(of: clause) != nil, let form = Self.form(clause) {
                self = form
                return
            }
        }
        throw APIFailure.notAcceptable(AnswerEncoding.accepted)
    }

    /// Kubernetes' own resources are behind a router that looks for a type by its name, and knows no `application/*`
    /// (go-restful, `route.go`).
    static func checkRoute(_ accept: String?, listing isListing: Bool) throws(APIFailure) {
        guard let accept, !accept.isEmpty else { return }
        let types = AnswerEncoding.accepted
        let isKnown = accept.split(separator: ",").contains { entry in
            let name = entry.prefix { $0 != ";" }.split(separator: " ").joined(separator: " ")
            return name == "*/*" || types.contains(name)
        }
        guard !isKnown else { return }
        throw APIFailure.noRepresentation(among: isListing ? types + AnswerEncoding.acceptedForWatch : types)
    }

    private static func form(_ clause: AcceptClause) -> AnswerForm? {
        let parameters = clause.parameters
        guard ["", "watch"].contains(parameters["stream"] ?? "") else { return nil }
        guard parameters["as"] != nil || parameters["g"] != nil || parameters["v"] != nil else { return .objects }
        guard parameters["g"] == "meta.k8s.io", parameters["v"] == "v1" else { return nil }
        return switch parameters["as"] {
        case "Table": .table
        case "PartialObjectMetadata": .metadata
        case "PartialObjectMetadataList": AnswerForm(.metadata, isForList: true)
        default: nil
        }
    }
}

/// A media type with its parameters: `application/json; charset=utf-8`.
struct MediaType {
    let name: String

    init(_ text: some StringProtocol) {
        let name = text.prefix { $0 != ";" }
        self.name = name.split(separator: " ").joined().lowercased()
    }
}
