// SPDX-License-Identifier: Apache-2.0

internal import KubeCore
internal import Synchronization

/// What the controllers of a world did: who looked at what, when, and on what state.
///
/// It finds two passes over one object at the same time, passes on a state from before their own process's last write,
/// and changes that nobody looked at.
final class PassLedger: Sendable {
    /// How far the stores of a pass were.
    struct Sight: Sendable, Hashable {
        var widgets = 0
        var children = 0
        /// The `uid` of the object that the pass looked at; nil when there was none.
        var uid: String?
    }

    private struct Key: Hashable {
        let process: String
        let object: ObjectKey
    }

    private struct State {
        var running: [ObjectKey: [String]] = [:]
        /// The last pass over each object, whoever had it.
        var last: [ObjectKey: (process: String, sight: Sight)] = [:]
        var written: [Key: Sight] = [:]
        var epochs: [String: Int] = [:]
        var count = 0
    }

    private let scheduler: Scheduler
    private let state = Mutex(State())
    /// Whether a process may be stopped in the middle of a pass, so that another one takes its place meanwhile.
    let mayBePaused: Bool

    init(_ scheduler: Scheduler, mayBePaused: Bool) {
        self.scheduler = scheduler
        self.mayBePaused = mayBePaused
    }

    /// How many passes there were.
    var count: Int { state.withLock { $0.count } }

    /// A pass begins.
    func begin(_ object: ObjectKey, _ process: String, epoch: Int, _ sight: Sight) {
        let (others, written) = state.withLock { state in
            defer {
                state.running[object, default: []].append(process)
                state.last[object] = (process, sight)
                state.epochs[process] = epoch
                state.count += 1
            }
            return (state.running[object] ?? [], state.written[Key(process: process, object: object)])
        }
        scheduler.note(process, "begins with \(object) at \(sight.widgets) and \(sight.children)")
        if others.contains(process) { scheduler.fail("\(process) has two passes over \(object) at the same time") }
        if let other = others.first(where: { $0 != process }), !mayBePaused {
            scheduler.fail("\(process) has a pass over \(object) while \(other) has one")
        }
        guard let written, written.uid == sight.uid else { return }
        if sight.widgets < written.widgets || sight.children < written.children {
            scheduler.fail("\(process) looks at \(object) in \(sight) though it has written \(written)")
        }
    }

    /// A pass is over.
    func end(_ object: ObjectKey, _ process: String) {
        scheduler.note(process, "ends with \(object)")
        state.withLock { state in
            guard let index = state.running[object]?.firstIndex(of: process) else { return }
            state.running[object]?.remove(at: index)
        }
    }

    /// A pass has written something, and has heard so.
    func wrote(
        _ object: ObjectKey,
        _ process: String,
        _ sight: Sight,
        widget: ObjectMeta? = nil,
        child: ObjectMeta? = nil
    ) {
        state.withLock { state in
            var written = state.written[Key(process: process, object: object)] ?? Sight()
            if written.uid != sight.uid { written = Sight(uid: sight.uid) }
            written.widgets = max(written.widgets, widget?.versionNumber ?? 0)
            written.children = max(written.children, child?.versionNumber ?? 0)
            state.written[Key(process: process, object: object)] = written
        }
    }

    /// What happened last to an object or its children, and was not looked at.
    ///
    /// That something is gone is seen by whoever knew it: not by a process that began to look later.
    func missed(in store: ModelStore, by leader: String) -> String? {
        let last = state.withLock { $0.last }
        for (key, pass) in last.sorted(by: { $0.key < $1.key }) {
            let widget = store.shelves["widgets"]?.events.last { $0.key == key }
            if widget?.new == nil, pass.process != leader { continue }
            if let widget, widget.version > pass.sight.widgets, widget.new != nil || pass.sight.uid != nil {
                return
                    "\(key) was changed at \(widget.version), and was last looked at in \(pass.sight) by \(pass.process)"
            }
            if widget?.new != nil,
                let child = store.shelves["configmaps"]?.childChanged(of: key, since: pass.sight.children)
            {
                return "\(child) is another, and \(key) was last looked at in \(pass.sight)"
            }
        }
        let unseen = store.shelves["widgets"]?.objects.keys.filter { last[$0] == nil }.min()
        return unseen.map { "nobody ever looked at \($0)" }
    }

    /// A write of a leader that came behind one of a later leader.
    func lateWrite(in writes: [ModelServer.Write]) -> String? {
        let epochs = state.withLock { $0.epochs }
        var highest = -1
        for write in writes where write.request.plural != "leases" {
            guard let epoch = epochs[write.request.sender] else { continue }
            if epoch < highest {
                return "\(write.request.sender) of epoch \(epoch) wrote \(write.version) behind epoch \(highest)"
            }
            highest = epoch
        }
        return nil
    }
}

extension ObjectMeta {
    var versionNumber: Int { resourceVersion.flatMap { Int($0.text) } ?? 0 }
}

extension ModelShelf {
    /// A child that is not as it was at a version; one that came and went meanwhile nobody has to know of.
    fileprivate func childChanged(of widget: ObjectKey, since version: Int) -> ObjectKey? {
        guard let event = events.last(where: { $0.key.isChild(of: widget) }), event.version > version else {
            return nil
        }
        let before = objects(at: version)
        let keys = Set(before.keys).union(objects.keys).filter { $0.isChild(of: widget) }
        return keys.filter { before[$0]?.version != objects[$0]?.version }.min()
    }
}

extension ObjectKey {
    /// Whether this is the name of a child of a widget.
    func isChild(of widget: ObjectKey) -> Bool {
        namespace == widget.namespace && name.hasPrefix("\(widget.name)-")
    }
}
