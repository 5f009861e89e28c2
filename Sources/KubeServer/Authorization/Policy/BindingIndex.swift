// SPDX-License-Identifier: Apache-2.0

/// Bindings, found by whom they mean: what others are granted costs a request nothing.
struct BindingIndex: Sendable {
    /// What one binding grants somebody, and as which of its subjects.
    private struct Grant: Sendable {
        let binding: RBACPolicy.Binding
        let position: Int

        var subject: RBACPolicy.Subject { binding.subjects[position] }
    }

    /// The grants of each namespace, and of the cluster where it is empty; those of one name are in the order of their
    /// bindings.
    private var grants: [String: [Name: [Grant]]] = [:]

    /// The bindings that mean a user, of the cluster and then of a namespace, each with the first subject that does.
    func bindings(
        of user: UserInfo,
        in namespace: String
    ) -> [(binding: RBACPolicy.Binding, subject: RBACPolicy.Subject)] {
        let names = [Name.user(user.name)] + user.groups.map { .group($0) }
        return (namespace.isEmpty ? [""] : ["", namespace]).flatMap { scope in
            let found = grants[scope].map { grants in names.compactMap { grants[$0] } } ?? []
            return (found.count == 1 ? found[0] : Self.merged(found)).map { ($0.binding, $0.subject) }
        }
    }

    private static func merged(_ lists: [[Grant]]) -> [Grant] {
        let sorted = lists.flatMap(\.self).sorted {
            $0.binding.name.isExactly($1.binding.name)
                ? $0.position < $1.position : $0.binding.name.precedesBytewise($1.binding.name)
        }
        return sorted.reduce(into: []) { merged, grant in
            if let last = merged.last, last.binding.name.isExactly(grant.binding.name) { return }
            merged.append(grant)
        }
    }

    /// Adds a binding; one of the same name for the same subject goes.
    mutating func insert(_ binding: RBACPolicy.Binding) {
        var seen: Set<Name> = []
        for (position, subject) in binding.subjects.enumerated() where seen.insert(subject.index).inserted {
            let grant = Grant(binding: binding, position: position)
            change(subject.index, in: binding.namespace) { grants in
                let place = Self.place(of: binding.name, in: grants)
                if place < grants.count, grants[place].binding.name.isExactly(binding.name) {
                    grants[place] = grant
                } else {
                    grants.insert(grant, at: place)
                }
            }
        }
    }

    /// Takes away what a binding has granted.
    mutating func remove(_ binding: RBACPolicy.Binding) {
        for subject in binding.subjects {
            change(subject.index, in: binding.namespace) { grants in
                let place = Self.place(of: binding.name, in: grants)
                guard place < grants.count, grants[place].binding.name.isExactly(binding.name) else { return }
                grants.remove(at: place)
            }
        }
    }

    private mutating func change(_ name: Name, in namespace: String, _ change: (inout [Grant]) -> Void) {
        change(&grants[namespace, default: [:]][name, default: []])
        if grants[namespace]?[name]?.isEmpty == true { grants[namespace]?[name] = nil }
        if grants[namespace]?.isEmpty == true { grants[namespace] = nil }
    }

    /// Where a binding of this name stands, or would.
    private static func place(of name: String, in grants: [Grant]) -> Int {
        var (low, high) = (0, grants.count)
        while low < high {
            let middle = (low + high) / 2
            if grants[middle].binding.name.precedesBytewise(name) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension BindingIndex {
    /// The name of a user or a group.
    ///
    /// Swift finds two spellings of one character equal, to Kubernetes they are two users.
    fileprivate struct Name: Hashable, Sendable {
        let text: String
        let isGroup: Bool

        static func user(_ text: String) -> Name { Name(text: text, isGroup: false) }
        static func group(_ text: String) -> Name { Name(text: text, isGroup: true) }

        static func == (left: Name, right: Name) -> Bool {
            left.isGroup == right.isGroup && left.text.isExactly(right.text)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(text)
            hasher.combine(isGroup)
        }
    }
}

extension RBACPolicy.Subject {
    /// What it is found by: a service account is a user.
    fileprivate var index: BindingIndex.Name {
        switch self {
        case .user(let name): .user(name)
        case .group(let name): .group(name)
        case .serviceAccount(let namespace, let name): .user("system:serviceaccount:\(namespace):\(name)")
        }
    }
}
