// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeCore
internal import Synchronization

extension ModelServer {
    /// How a watch begins.
    enum Opening {
        case open(ModelWatch)
        case refused(ModelRefusal)
        /// The replica has not come so far.
        case wait(forVersion: Int)
    }

    /// Opens a watch at a replica.
    func open(_ watch: ModelWatch, at replica: Int) -> Opening {
        let request = watch.request
        let rates = rates
        let isReplayed = scheduler.draw { $0.chance(rates.replay) }
        let initial = scheduler.draw { Double.random(in: 0..<1, using: &$0) }
        let opening = state.withLock { state -> (opening: Opening, number: Int, lines: [ModelLine]) in
            do throws(ModelRefusal) {
                let (cursor, lines) = try state.beginning(
                    of: request,
                    at: replica,
                    initial: initial,
                    isReplayed: isReplayed
                )
                guard let cursor else { return (.wait(forVersion: state.store.version), 0, []) }
                state.lastWatch += 1
                state.watches[state.lastWatch] = OpenWatch(
                    watch: watch,
                    replica: replica,
                    cursor: cursor,
                    resource: try state.store.shelf(request.plural).resource
                )
                return (.open(watch), state.lastWatch, lines)
            } catch {
                return (.refused(error), 0, [])
            }
        }
        guard case .open = opening.opening else { return opening.opening }
        for line in opening.lines { write(line, to: watch) }
        keep(opening.number, watch)
        return opening.opening
    }

    /// Sends bookmarks, and ends the watch when the client wants it to end.
    private func keep(_ number: Int, _ watch: ModelWatch) {
        pump(number)
        let seconds = watch.request.query["timeoutSeconds"].flatMap { Int64($0) } ?? 1_800
        scheduleBookmark(number, after: scheduler.draw { $0.duration(.seconds(1)...(.seconds(60))) })
        scheduler.after(.seconds(seconds) - .seconds(2)) { [self] in bookmark(number) }
        scheduler.after(.seconds(seconds)) { [self] in
            forget(number)
            watch.end(.ended)
        }
    }

    private func scheduleBookmark(_ number: Int, after delay: Duration) {
        scheduler.after(delay) { [self] in
            guard bookmark(number) else { return }
            scheduleBookmark(number, after: .seconds(60))
        }
    }

    /// Whether the watch is still there.
    @discardableResult
    private func bookmark(_ number: Int) -> Bool {
        pump(number)
        let known = state.withLock { state -> (ModelWatch, ModelResource, Int)? in
            guard let open = state.watches[number] else { return nil }
            let version = max(open.cursor, state.visible[open.replica])
            state.watches[number]?.cursor = version
            return (open.watch, open.resource, version)
        }
        guard let (watch, resource, version) = known, watch.isOpen else {
            forget(number)
            return false
        }
        write(ModelLine(bookmark: version, resource), to: watch)
        return true
    }

    private func forget(_ number: Int) {
        state.withLock { _ = $0.watches.removeValue(forKey: number) }
    }

    /// Writes to a watch what its replica has heard of.
    func pump(_ number: Int) {
        let found = state.withLock { state -> (ModelWatch, [ModelLine])? in
            guard let open = state.watches[number] else { return nil }
            let visible = state.visible[open.replica]
            let events = state.store.shelves[open.watch.request.plural]?.events(after: open.cursor, upTo: visible) ?? []
            state.watches[number]?.cursor = max(open.cursor, visible)
            return (open.watch, events.filter { open.watch.request.covers($0.shown) }.map(ModelLine.init))
        }
        guard let (watch, lines) = found else { return }
        for line in lines { write(line, to: watch) }
        if !watch.isOpen { forget(number) }
    }

    /// Writes a line, unless something is in the way.
    private func write(_ line: ModelLine, to watch: ModelWatch) {
        guard watch.isOpen else { return }
        let rates = rates
        let fault = scheduler.draw { LineFault(for: line, rates, using: &$0) }
        if fault != .none { scheduler.note("server", "\(fault) in \(watch.request.description)") }
        switch fault {
        case .none: send(line.bytes, to: watch)
        case .skipped: break
        case .preceded(let text):
            send(Array(text.utf8) + [UInt8(ascii: "\n")], to: watch)
            send(line.bytes, to: watch)
        case .replaced(let text, let end):
            send(Array(text.utf8) + [UInt8(ascii: "\n")], to: watch)
            if let end { watch.end(end) }
        case .cut(let part):
            send(Array(line.bytes.prefix(Int(Double(line.bytes.count) * part))), to: watch)
            watch.end(.broken)
        case .over(let end): watch.end(end)
        }
    }

    private func send(_ bytes: [UInt8], to watch: ModelWatch) {
        let cuts = scheduler.draw { random in
            random.chance(0.8) ? [] : (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &random) }
        }
        watch.write(bytes, cutAt: cuts)
    }
}

extension ModelServer.State {
    /// From where a watch goes on, and what it says before; nil when the replica has to catch up first.
    fileprivate func beginning(
        of request: ModelRequest,
        at replica: Int,
        initial: Double,
        isReplayed: Bool
    ) throws(ModelRefusal) -> (cursor: Int?, lines: [ModelLine]) {
        let shelf = try store.shelf(request.plural)
        let visible = visible[replica]
        if request.query["sendInitialEvents"] != "true" {
            guard let text = request.query["resourceVersion"], let start = Int(text) else {
                throw .badRequest("this model has no watches from the most recent state")
            }
            guard start >= store.compacted else { throw .expired }
            guard start <= store.version else { throw .tooLargeVersion }
            guard isReplayed else { return (start, []) }
            return (
                start,
                shelf.events(after: start - 12, upTo: start).filter { request.covers($0.shown) }.map(ModelLine.init)
            )
        }
        let least = request.query["resourceVersion"].flatMap { Int($0) } ?? store.version
        guard visible >= least else { return (nil, []) }
        // What there was a little earlier, and what happened since: all of it before the bookmark.
        let span = min(visible - store.compacted, 10)
        let start = visible - Int(Double(max(0, span)) * initial * initial)
        var lines = shelf.objects(at: start).inOrder.filter { request.covers($0) }.map { ModelLine("ADDED", $0.text) }
        lines += shelf.events(after: start, upTo: visible).filter { request.covers($0.shown) }.map(ModelLine.init)
        lines.append(ModelLine(bookmark: visible, shelf.resource, endsInitialEvents: true))
        return (visible, lines)
    }
}
