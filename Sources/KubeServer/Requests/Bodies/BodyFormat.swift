// SPDX-License-Identifier: Apache-2.0

/// The notations in which bodies are read.
enum BodyFormat: String, Sendable {
    case json = "application/json"
    case yaml = "application/yaml"
    /// What Kubernetes' own clients send; only its own kinds have it.
    case protobuf = "application/vnd.kubernetes.protobuf"

    /// What Kubernetes says it reads; for custom resources it says so too, although they have no form in protobuf.
    static let accepted = [json.rawValue, yaml.rawValue, protobuf.rawValue]

    /// The notation of a `Content-Type` field; JSON where there is none.
    init(contentType: String?) throws(APIFailure) {
        guard let contentType, !contentType.isEmpty else {
            self = .json
            return
        }
        guard let format = BodyFormat(rawValue: MediaType(contentType).name) else {
            throw APIFailure.unsupportedMediaType(accepted: Self.accepted)
        }
        self = format
    }
}
