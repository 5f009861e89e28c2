// SPDX-License-Identifier: Apache-2.0

/// The form in which a client wants objects, read off its `Accept` field.
package enum AnswerForm: Sendable, Equatable {
    /// As they are.
    case objects
    /// Only their metadata.
    case metadata
    /// As rows for people, as `kubectl get` asks for them.
    case table

    private static let accepted = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]

    /// The first form in the list that is written here; without a list, objects.
    package init(accept: String?) throws(APIFailure) {
        guard let accept, !accept.isEmpty else {
            self = .objects
            return
        }
        for option in accept.split(separator: ",") {
            if let form = Self.form(MediaType(option)) {
                self = form
                return
            }
        }
        throw APIFailure.notAcceptable(Self.accepted)
    }

    private static func form(_ type: MediaType) -> AnswerForm? {
        guard ["application/json", "application/*", "*/*"].contains(type.name) else { return nil }
        guard let kind = type.parameters["as"] else { return .objects }
        guard type.parameters["g"] ?? "meta.k8s.io" == "meta.k8s.io", type.parameters["v"] ?? "v1" == "v1" else {
            return nil
        }
        switch kind {
        case "Table": return .table
        case "PartialObjectMetadata", "PartialObjectMetadataList": return .metadata
        default: return nil
        }
    }
}

/// A media type with its parameters: `application/json;as=Table;v=v1;g=meta.k8s.io`.
struct MediaType {
    let name: String
    let parameters: [String: String]

    init(_ text: some StringProtocol) {
        let parts = text.split(separator: ";").map { $0.split(separator: " ").joined() }
        name = (parts.first ?? "").lowercased()
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { continue }
            parameters[halves[0].lowercased()] = String(halves[1])
        }
        self.parameters = parameters
    }
}
