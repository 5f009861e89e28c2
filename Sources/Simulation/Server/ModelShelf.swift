// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// All objects of a resource, and all that ever happened to them.
///
/// The model forgets nothing, whatever the server it plays pretends to have compacted: what was true at a version is what
/// caches are compared with.
package struct ModelShelf: Sendable {
    let resource: ModelResource
    package private(set) var objects: [ObjectKey: ModelObject] = [:]
    package private(set) var events: [ModelEvent] = []

    init(_ resource: ModelResource) {
        self.resource = resource
    }

    mutating func put(_ object: ModelObject) -> ModelEvent {
        let event = ModelEvent(
            version: object.version,
            key: object.key,
            old: objects[object.key],
            new: object,
            shown: object
        )
        objects[object.key] = object
        events.append(event)
        return event
    }

    mutating func remove(_ object: ModelObject, version: Int) -> ModelEvent {
        let shown = ModelObject(object.key, object.fields, version: version)
        let event = ModelEvent(version: version, key: object.key, old: objects[object.key], new: nil, shown: shown)
        objects[object.key] = nil
        events.append(event)
        return event
    }

    /// What there was at a version.
    package func objects(at version: Int) -> [ObjectKey: ModelObject] {
        var objects = objects
        for event in events.reversed() {
            guard event.version > version else { break }
            objects[event.key] = event.old
        }
        return objects
    }

    /// What happened after a version, up to another.
    func events(after version: Int, upTo end: Int) -> ArraySlice<ModelEvent> {
        let first = events.partitioningIndex { $0.version > version }
        let last = events.partitioningIndex { $0.version > end }
        return events[first..<max(first, last)]
    }
}

extension Array {
    /// The first index from which on a condition holds, if it holds from there to the end.
    fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension [ObjectKey: ModelObject] {
    /// The objects in the order in which servers list them.
    var inOrder: [ModelObject] { values.sorted { $0.key < $1.key } }
}
