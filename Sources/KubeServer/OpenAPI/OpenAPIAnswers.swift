// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import KubeCore

/// Answers requests for documents of OpenAPI, as kube-openapi's handlers do (handler.go, handler3/handler.go).
///
/// Unlike those of other paths, failures have no body.
struct OpenAPIAnswers {
    private static let swaggerForms = [
        MediaForm("json"),
        MediaForm(
            "com.github.proto-openapi.spec.v2@v1.0+protobuf",
            as: "com.github.proto-openapi.spec.v2.v1.0+protobuf"
        ),
        MediaForm("com.github.proto-openapi.spec.v2.v1.0+protobuf"),
    ]

    private let library: OpenAPILibrary
    private let request: HTTPServerRequest
    private let now: Timestamp

    init(_ library: OpenAPILibrary, _ request: HTTPServerRequest, now: Timestamp) {
        self.library = library
        self.request = request
        self.now = now
    }

    /// The answer for a path below `/openapi`.
    func answer(
        _ segments: [String],
        _ query: HTTPQuery,
        _ resources: Registry.Snapshot
    ) async throws(APIFailure) -> HTTPServerResponse {
        let path = segments.dropFirst().joined(separator: "/")
        if path == "v2" { return await swagger(resources) }
        if path == "v3" { return index(await library.index(resources)) }
        guard path.hasPrefix("v3/") else { throw APIFailure.pageNotFound }
        switch (segments.count, segments[2]) {
        case (4, "api"): return await document(GroupVersion(version: segments[3]), query, resources)
        case (5, "apis"):
            return await document(GroupVersion(group: segments[3], version: segments[4]), query, resources)
        default: return HTTPServerResponse(.notFound, fields: Self.uncached)
        }
    }

    private static let uncached: HTTPFields = ["Cache-Control": "no-cache, private"]

    /// Nothing tells this document from others but the time: kube-aggregator, which answers here, gives it no tag.
    private func index(_ edition: OpenAPIEdition) -> HTTPServerResponse {
        var fields = Self.uncached
        fields["Content-Type"] = "text/plain; charset=utf-8"
        return sent(edition, fields)
    }

    private func swagger(_ resources: Registry.Snapshot) async -> HTTPServerResponse {
        var fields = Self.uncached
        fields.append("Vary", "Accept-Encoding")
        fields.append("Vary", "Accept")
        guard let form = MediaForm.first(of: Self.swaggerForms, for: request.fields["Accept"]) else {
            return HTTPServerResponse(HTTPStatus(406), fields: fields)
        }
        fields["Content-Type"] = form.mediaType
        let isJSON = form == Self.swaggerForms[0]
        let edition = isJSON ? await library.swagger(resources) : await library.swaggerProtobuf(resources)
        guard let edition else {
            return HTTPServerResponse(.serviceUnavailable, fields: Self.uncached)
        }
        return tagged(edition, fields)
    }

    private func document(
        _ version: GroupVersion,
        _ query: HTTPQuery,
        _ resources: Registry.Snapshot
    ) async -> HTTPServerResponse {
        guard let edition = await library.document(of: version, resources) else {
            return HTTPServerResponse(.notFound, fields: Self.uncached)
        }
        var fields: HTTPFields = ["Cache-Control": "no-cache, private", "Vary": "Accept"]
        // Of version 3 there are only documents in JSON: no client of this server asks for another form.
        guard let form = MediaForm.first(of: [MediaForm("json")], for: request.fields["Accept"]) else {
            return HTTPServerResponse(HTTPStatus(406), fields: fields)
        }
        fields["Content-Type"] = form.mediaType
        if let hash = query["hash"], !hash.isEmpty {
            guard hash == edition.hash else {
                fields["ETag"] = "\"\(edition.hash)\""
                fields["Location"] = "/openapi/v3\(version.path)?hash=\(edition.hash)"
                return HTTPServerResponse(HTTPStatus(301), fields: fields)
            }
            // Who asks by the hash gets the same for ever.
            fields["Cache-Control"] = "public, immutable"
            fields["Expires"] = HTTPDate.format(now + .seconds(365 * 86_400))
        }
        return tagged(edition, fields)
    }
}

extension OpenAPIAnswers {
    private func tagged(_ edition: OpenAPIEdition, _ fields: HTTPFields) -> HTTPServerResponse {
        let tag = "\"\(edition.hash)\""
        var fields = fields
        fields["ETag"] = tag
        guard let known = request.fields["If-None-Match"], Self.names(known, tag) else { return sent(edition, fields) }
        fields["Content-Type"] = nil
        return HTTPServerResponse(.notModified, fields: fields)
    }

    /// Whether a list of tags has a tag in it, weak or not (RFC 9110, 13.1.2).
    private static func names(_ list: String, _ tag: String) -> Bool {
        let matches: Set<String> = ["*", tag, "W/\(tag)"]
        return list.split(separator: ",").contains { matches.contains($0.split(separator: " ").joined()) }
    }

    private func sent(_ edition: OpenAPIEdition, _ fields: HTTPFields) -> HTTPServerResponse {
        var fields = fields
        fields["Last-Modified"] = HTTPDate.format(edition.published)
        if request.fields.acceptsGzip, let body = edition.gzip {
            fields["Content-Encoding"] = "gzip"
            if !fields.values(of: "Vary").contains("Accept-Encoding") { fields.append("Vary", "Accept-Encoding") }
            return HTTPServerResponse(.ok, fields: fields, body: body)
        }
        guard let body = edition.plain else { return HTTPServerResponse(.serviceUnavailable, fields: Self.uncached) }
        return HTTPServerResponse(.ok, fields: fields, body: body)
    }
}

/// A form in which a document can be had, all of them of the type `application`.
private struct MediaForm: Equatable {
    let subtype: String
    /// What the answer says it is; old names are understood and not spoken.
    let mediaType: String

    init(_ subtype: String, as answered: String? = nil) {
        self.subtype = subtype
        mediaType = "application/\(answered ?? subtype)"
    }

    /// The form that a client likes best; the first one if it does not say.
    static func first(of forms: [MediaForm], for accept: String?) -> MediaForm? {
        let wishes = AcceptClause.parse(accept.flatMap { $0.isEmpty ? nil : $0 } ?? "*/*")
        for wish in wishes {
            if let form = forms.first(where: { wish.matches("application", $0.subtype) }) { return form }
        }
        return nil
    }
}
