// SPDX-License-Identifier: Apache-2.0

extension ResourceStore {
    /// A list, or a page of one.
    package struct Listing: Sendable {
        package var objects: [StoredObject]
        package var revision: UInt64
        package var continuation: ContinueToken?
        /// How many objects come after the page, where that is known: not with a selector.
        package var remaining: Int?
    }

    /// The objects of a namespace, or of all for nil, that the query selects.
    package func list(
        _ resource: ServedResource,
        namespace: String?,
        _ query: ListQuery
    ) throws(APIFailure) -> Listing {
        let selection = try Selection(labels: query.labels, fields: query.fields, of: resource)
        let moment = try moment(of: query)
        // The state of any moment comes whole: Kubernetes takes it from its cache, which knows no pages.
        let isFromCache = query.resourceVersion == 0 && query.continuation == nil
        guard let limit = query.limit, !isFromCache else {
            let page = try page(resource, namespace, moment, query, limit: .max)
            let objects = selection.isEverything ? Array(page.objects) : page.objects.filter(selection.contains)
            return Listing(objects: objects, revision: page.revision)
        }
        guard !selection.isEverything else {
            let page = try page(resource, namespace, moment, query, limit: limit)
            let next =
                page.remaining > 0
                ? page.objects.last.map { ContinueToken(revision: page.revision, last: $0.key) } : nil
            let remaining = next == nil ? nil : page.remaining
            return Listing(
                objects: Array(page.objects),
                revision: page.revision,
                continuation: next,
                remaining: remaining
            )
        }
        return try select(resource, namespace, moment, query, selection, limit: limit)
    }

    private func select(
        _ resource: ServedResource,
        _ namespace: String?,
        _ moment: UInt64?,
        _ query: ListQuery,
        _ selection: Selection,
        limit: Int
    ) throws(APIFailure) -> Listing {
        let page = try page(resource, namespace, moment, query, limit: .max)
        var listing = Listing(objects: [], revision: page.revision)
        for object in page.objects where selection.contains(object) {
            if listing.objects.count == limit {
                listing.continuation = listing.objects.last.map {
                    ContinueToken(revision: page.revision, last: $0.key)
                }
                break
            }
            listing.objects.append(object)
        }
        return listing
    }

    private func page(
        _ resource: ServedResource,
        _ namespace: String?,
        _ moment: UInt64?,
        _ query: ListQuery,
        limit: Int
    ) throws(APIFailure) -> Storage.Page {
        let last = query.continuation?.last
        if let page = storage.page(resource.storedID, namespace: namespace, at: moment, after: last, limit: limit) {
            return page
        }
        guard let last else {
            throw APIFailure.expired("The resourceVersion for the provided list is too old.")
        }
        var failure = APIFailure.expired(
            "The provided continue parameter is too old to display a consistent list result. You can start a new list "
                + "without the continue parameter, or use the continue token in this response to retrieve the remainder of "
                + "the results. Continuing with the provided token results in an inconsistent list - objects that were "
                + "created, modified, or deleted between the time the first chunk was returned and now may show up in the "
                + "list."
        )
        failure.continuation = ContinueToken(revision: nil, last: last).text
        throw failure
    }

    /// The moment that a list shows: nil for now.
    private func moment(of query: ListQuery) throws(APIFailure) -> UInt64? {
        if let continuation = query.continuation {
            guard query.resourceVersion ?? 0 == 0 else {
                throw APIFailure.badRequest("specifying resource version is not allowed when using continue")
            }
            return continuation.revision
        }
        guard let wanted = query.resourceVersion, wanted > 0 else {
            return nil
        }
        let current = storage.revision
        guard wanted <= current else { throw APIFailure.tooLargeResourceVersion(wanted, current: current) }
        return query.match == .exact || query.match == nil && query.limit != nil ? wanted : nil
    }
}
