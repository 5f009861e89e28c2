// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

// Lists, page by page

extension WatcherMachine {
    mutating func askForPages(limit: Int? = nil) -> Action {
        var options = ListOptions(labels: configuration.labelSelector, fields: configuration.fieldSelector)
        if let version = standing.knownVersion(version) {
            // Not by pages: they would come from the database instead of the server's cache.
            options.version = .notOlderThan(version)
        } else {
            options.version = standing.acceptsAnyState && version == nil ? .any : .mostRecent
            options.limit = configuration.pageSize
        }
        return ask(for: options)
    }

    private mutating func ask(for options: ListOptions) -> Action {
        state = .listing(WatcherPages(options: options))
        return .list(options, request: request)
    }

    mutating func received(
        _ page: ObjectList<Item>,
        of pages: WatcherPages,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        guard let version = pages.version ?? page.metadata.resourceVersion else {
            let message = "the list has no resourceVersion, so the resource cannot be watched"
            return fail(error(.undecodable, "list", message), at: now, using: &random)
        }
        if let stale = staleness(of: version) {
            return fail(stale, at: now, using: &random)
        }
        let stage = Action.update(.stage(page.items))
        guard let token = page.metadata.continueToken else {
            return [stage] + commit(version, at: now) + ask(at: now, using: &random)
        }
        var options = pages.options
        options.continueToken = token
        request += 1
        state = .listing(WatcherPages(options: options, version: version, isContinued: true))
        return [stage, .list(options, request: request)]
    }

    /// Lists all at once, because the token for the next page has expired.
    mutating func listWithoutPages(_ pages: WatcherPages) -> [Action] {
        var options = pages.options
        options.limit = nil
        options.continueToken = nil
        request += 1
        return [.update(.begin), ask(for: options)]
    }

    /// Why a list that was to be no older than what is known cannot be believed.
    func staleness(of version: ResourceVersion) -> APIError? {
        guard let known = standing.knownVersion(self.version), version.isOlder(than: known) == true else { return nil }
        let message =
            "the server listed the state of version \(version), which is older than \(known), although asked not to"
        return error(.undecodable, "list", message)
    }

    /// All of a list has arrived.
    mutating func commit(_ version: ResourceVersion, at now: Instant) -> [Action] {
        let update = StoreUpdate<Item>.commit(version, mayGoBack: standing.knownVersion(self.version) == nil)
        let duration = (standing.listingSince ?? now).duration(to: now)
        self.version = version
        standing.listSucceeded()
        pacing.listSucceeded()
        health = .live
        return [.update(update), .report(.synced(after: duration))]
    }

    func error(_ code: APIError.Code, _ verb: String, _ message: String) -> APIError {
        APIError(code, "\(verb) \(configuration.name)", message)
    }
}
