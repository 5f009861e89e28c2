// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

/// People who make, change and delete widgets, and meddle with what belongs to the controller.
struct Users: Sendable {
    let server: ModelServer
    let scheduler: Scheduler
    /// When they go home.
    let end: Duration
    let names: Int
    /// How long they pause at most.
    let pause: Duration
    /// Whether they touch children and statuses.
    let meddle: Bool

    /// Lets them begin.
    func begin() {
        scheduler.after(scheduler.draw { $0.duration(.zero...pause) }) { [self] in
            guard scheduler.now < end else { return }
            act()
            // Now and then many at once.
            if scheduler.draw({ $0.chance(0.05) }) { for _ in 0..<10 { act() } }
            begin()
        }
    }

    private enum Deed {
        case write, label, delete, tamperWithChild, deleteChild, tamperWithStatus
    }

    private func act() {
        let (name, deed, number) = scheduler.draw { random in
            let deeds: [Deed] = [
                .write, .write, .write, .write, .label, .delete, .delete, .tamperWithChild, .deleteChild,
                .tamperWithStatus,
            ]
            return (
                Int.random(in: 0..<names, using: &random), deeds[Int.random(in: 0..<deeds.count, using: &random)],
                Int.random(in: 0..<1_000, using: &random)
            )
        }
        let key = ObjectKey(namespace: "ns\(name % 2)", name: "w\(name)")
        let time = Timestamp(secondsSinceEpoch: 1_767_225_600) + scheduler.now
        server.write { store in
            let widget = store.shelves["widgets"]?.objects[key]
            switch deed {
            case .write: store.write(widget, key, number, at: time)
            case .label: store.change("widgets", widget) { $0.setMetadata("labels", ["number": .string("\(number)")]) }
            case .delete: store.removeIfThere("widgets", widget, at: time)
            case .tamperWithStatus where meddle:
                store.change("widgets", widget, "status") { $0["status"] = ["observedGeneration": 0, "children": 99] }
            case .tamperWithChild where meddle:
                store.change("configmaps", store.child(of: key, number)) { $0["data"] = ["text": "meddled"] }
            case .deleteChild where meddle: store.removeIfThere("configmaps", store.child(of: key, number), at: time)
            case .tamperWithStatus, .tamperWithChild, .deleteChild: break
            }
        }
        scheduler.note("users", "\(deed) \(key), now at \(server.store.version)")
    }
}

extension ModelStore {
    fileprivate mutating func write(_ widget: ModelObject?, _ key: ObjectKey, _ number: Int, at time: Timestamp) {
        let spec: JSONValue = ["children": .number(JSONNumber(number % 4)), "text": .string("text \(number % 10)")]
        guard let widget else {
            let body: JSONObject = ["metadata": ["name": .string(key.name)], "spec": spec]
            _ = try? create("widgets", key.namespace, body, at: time)
            return
        }
        change("widgets", widget) { $0["spec"] = spec }
    }

    fileprivate mutating func change(
        _ plural: String,
        _ object: ModelObject?,
        _ subresource: String? = nil,
        _ body: (inout JSONObject) -> Void
    ) {
        guard let object else { return }
        var fields = object.fields
        body(&fields)
        _ = try? update(plural, object, fields, subresource: subresource)
    }

    fileprivate mutating func removeIfThere(_ plural: String, _ object: ModelObject?, at time: Timestamp) {
        guard let object else { return }
        _ = try? delete(plural, object.key, nil, at: time)
    }

    fileprivate func child(of key: ObjectKey, _ number: Int) -> ModelObject? {
        let children = shelves["configmaps"]?.objects.inOrder.filter { $0.key.name.hasPrefix("\(key.name)-") } ?? []
        return children.isEmpty ? nil : children[number % children.count]
    }
}
