// SPDX-License-Identifier: Apache-2.0

/// What is left in a namespace that is being deleted.
struct NamespaceRemains {
    /// How many objects there are of each resource.
    private(set) var objects: [ResourceID: Int] = [:]
    /// How many objects wait for each finalizer.
    private(set) var finalizers: [String: Int] = [:]

    init(of resources: [ResourceID], in namespace: String, _ storage: Storage) {
        for resource in resources {
            let present = storage.objects(resource, in: namespace)
            guard !present.isEmpty else { continue }
            objects[resource] = present.count
            for object in present {
                for finalizer in Belonging(object).finalizers { finalizers[finalizer, default: 0] += 1 }
            }
        }
    }

    var isEmpty: Bool { objects.isEmpty }
}

extension Storage {
    /// How many objects of a resource are in a namespace.
    func count(_ resource: ResourceID, in namespace: String) -> Int {
        page(resource, namespace: namespace, limit: 0)?.remaining ?? 0
    }
}
