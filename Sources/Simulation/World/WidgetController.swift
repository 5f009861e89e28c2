// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import KubeRuntime

/// Makes the children that a widget wants, takes away the others, and says so in its status.
struct WidgetController: Sendable {
    static let finalizer = "simulation.example/children"
    /// The index that finds children by their owner.
    static let byOwner = "owner"

    let process: SimulatedProcess
    let scheduler: Scheduler
    let ledger: PassLedger
    let gate: LeaderGate
    let children: ObjectStore<CoreV1.ConfigMap>

    /// What all passes together must bring about, as far as it is not yet true.
    static func unfinished(in store: ModelStore) -> String? {
        let children = store.shelves["configmaps"]?.objects ?? [:]
        for widget in store.shelves["widgets"]?.objects.inOrder ?? [] {
            let (spec, status) = (widget.fields["spec"], widget.fields["status"])
            if widget.isBeingDeleted { return "\(widget.key) is not gone" }
            guard status?["observedGeneration"]?.int == widget.generation, status?["children"] == spec?["children"]
            else {
                return
                    "\(widget.key) in generation \(widget.generation) has the status \(status.map { "\($0)" } ?? "none")"
            }
            let names = (0..<(spec?["children"]?.int ?? 0)).map { "\(widget.key.name)-\($0)" }
            let own = children.values.filter { $0.key.isChild(of: widget.key) }.sorted { $0.key < $1.key }
            guard own.map(\.key.name) == names else { return "\(widget.key) has the children \(own.map(\.key.name))" }
            for child in own where child.fields["data"]?["text"] != spec?["text"] || child.ownerUIDs != [widget.uid] {
                return "\(child.key) is not what \(widget.key) wants"
            }
        }
        let owned = Set((store.shelves["widgets"]?.objects.values).map { $0.map(\.uid) } ?? [])
        return children.values.first { !$0.ownerUIDs.contains(where: owned.contains) }.map { "\($0.key) is left over" }
    }

    func reconcile(_ pass: Pass<Widget>) async throws -> PassOutcome {
        let sight = PassLedger.Sight(
            widgets: pass.snapshot.resourceVersion.flatMap { Int($0.text) } ?? 0,
            children: children.resourceVersion.flatMap { Int($0.text) } ?? 0,
            uid: pass.object?.metadata.uid
        )
        let epoch = try gate.check().epoch
        ledger.begin(pass.key, process.name, epoch: epoch, sight)
        defer { ledger.end(pass.key, process.name) }
        guard let widget = pass.object else { return .done }
        return try await bringAbout(widget, pass, sight)
    }

    private func bringAbout(
        _ widget: Widget,
        _ pass: Pass<Widget>,
        _ sight: PassLedger.Sight
    ) async throws -> PassOutcome {
        let known = children.snapshot.objects(by: Self.byOwner, widget.metadata.uid)
        if widget.metadata.isBeingDeleted {
            for child in known { try await delete(child, pass) }
            try await pass.writer.removeFinalizer(Self.finalizer)
            return .done
        }
        let needsFinalizer = widget.key.name.hasSuffix("1") || widget.key.name.hasSuffix("2")
        if needsFinalizer, try await pass.writer.addFinalizer(Self.finalizer) { return .done }
        for number in 0..<widget.spec.children {
            let child = try await pass.writer.apply(CoreV1.ConfigMap.resourceType, manifest(number, widget, pass))
            ledger.wrote(pass.key, process.name, sight, child: child)
            try await misfortune()
        }
        let names = Set((0..<widget.spec.children).map { "\(widget.key.name)-\($0)" })
        for child in known where !names.contains(child.key.name) { try await delete(child, pass) }
        try await misfortune()
        let status: JSONObject = [
            "observedGeneration": .number(JSONNumber(widget.metadata.generation ?? 0)),
            "children": .number(JSONNumber(widget.spec.children)),
        ]
        let written = try await pass.writer.applyStatus(status)
        ledger.wrote(pass.key, process.name, sight, widget: written)
        return scheduler.draw { $0.chance(0.05) } ? .again(after: .seconds(7)) : .done
    }

    private func delete(_ child: CoreV1.ConfigMap, _ pass: Pass<Widget>) async throws {
        try await pass.writer.delete(CoreV1.ConfigMap.resourceType, child.metadata)
    }

    private func manifest(_ number: Int, _ widget: Widget, _ pass: Pass<Widget>) -> DynamicObject {
        let key = ObjectKey(namespace: widget.key.namespace, name: "\(widget.key.name)-\(number)")
        var child = DynamicObject(CoreV1.ConfigMap.resourceType, key)
        if let owner = pass.writer.ownerReference, let value = try? JSONValue(parsing: owner.serialized()) {
            child.setMetadata("ownerReferences", [value])
        }
        child["data"] = ["text": .string(widget.spec.text)]
        return child
    }

    /// Passes fail in their middle, or take their time.
    private func misfortune() async throws {
        let (fails, pause) = scheduler.draw {
            ($0.chance(0.01), $0.chance(0.05) ? $0.duration(.zero...(.seconds(4))) : .zero)
        }
        if fails { throw Mishap() }
        if pause > .zero { try await process.clock.sleep(for: pause) }
    }

    private struct Mishap: Error {}
}
