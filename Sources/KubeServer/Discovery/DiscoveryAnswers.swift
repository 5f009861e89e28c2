// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import HTTPServer
internal import JSONKit
internal import KubeCore

/// Answers what clients ask before anything else: which groups, versions and resources there are.
struct DiscoveryAnswers {
    private let library: DiscoveryLibrary
    private let request: HTTPServerRequest

    init(_ library: DiscoveryLibrary, _ request: HTTPServerRequest) {
        self.library = library
        self.request = request
    }

    /// The answer for `/api`, `/apis` and what stands below them without naming a resource.
    func answer(_ segments: [String], _ resources: Registry.Snapshot) throws(APIFailure) -> HTTPServerResponse {
        let isCore = segments.first == "api"
        switch DiscoveryForm(accept: request.fields["Accept"], canBeAggregated: segments.count == 1) {
        case .aggregated: return aggregated(library.aggregated(of: resources, isCore: isCore))
        case .classic:
            guard let document = classic(segments, isCore: isCore, library.catalog(of: resources)) else {
                throw resources.failure(ofPath: segments)
            }
            return Answer(json: document.serialized()).response()
        case nil: throw APIFailure.notAcceptable(DiscoveryForm.mediaTypes)
        }
    }

    private func classic(
        _ segments: [String],
        isCore: Bool,
        _ catalog: DiscoveryCatalog
    ) -> JSONObject? {
        switch (segments.count, isCore) {
        case (1, true): DiscoveryCatalog.coreVersions(address: request.fields["Host"] ?? "")
        case (1, false): catalog.groupList()
        case (2, false): catalog.group(segments[1])?.document()
        case (2, true): catalog.version(GroupVersion(version: segments[1]))?.resourceList()
        case (3, false): catalog.version(GroupVersion(group: segments[1], version: segments[2]))?.resourceList()
        default: nil
        }
    }

    /// The document, or word that the client has it already (aggregated/etag.go).
    private func aggregated(_ document: DiscoveryLibrary.Aggregated) -> HTTPServerResponse {
        var fields: HTTPFields = [
            "Cache-Control": "public", "ETag": document.entityTag, "Vary": "Accept",
        ]
        if request.fields["If-None-Match"] == document.entityTag {
            return HTTPServerResponse(.notModified, fields: fields)
        }
        fields["Content-Type"] = DiscoveryForm.aggregatedMediaType
        return HTTPServerResponse(.ok, fields: fields, body: document.json)
    }
}

/// The two ways to write discovery down.
enum DiscoveryForm: Equatable {
    case classic
    case aggregated

    static let aggregatedMediaType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
    static let mediaTypes = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]

    /// The first form in the list that is written here; nil if there is none.
    ///
    /// `v2beta1` of aggregated discovery is not among them: Kubernetes 1.36 does not serve it any more.
    init?(accept: String?, canBeAggregated: Bool) {
        guard let accept, !accept.isEmpty else {
            self = .classic
            return
        }
        for clause in AcceptClause.parse(accept) where clause.matches("application", "json") {
            let wish = ["g", "v", "as"].map { clause.parameters[$0] }
            if canBeAggregated, wish == ["apidiscovery.k8s.io", "v2", "APIGroupDiscoveryList"] {
                self = .aggregated
                return
            }
            if wish == [nil, nil, nil] {
                self = .classic
                return
            }
        }
        return nil
    }
}
