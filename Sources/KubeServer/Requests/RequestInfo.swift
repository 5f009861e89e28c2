// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// What a request is about, read off its method, path and query alone: the basis of authorization, auditing and routing.
package struct RequestInfo: Sendable, Equatable {
    package var verb: Verb
    /// The path as it came, without the query.
    package var path: String
    /// The resource, unless the path is one of those that name none, such as `/version`.
    package var target: Target?
    /// The parameters that can be read; like Go's servers, those that cannot are as good as not there.
    package var query: HTTPQuery
    /// Whether there were no others.
    package var isQueryWhole = true

    /// The resource that a path names.
    package struct Target: Sendable, Equatable {
        package var group: String
        package var version: String
        package var namespace: String
        package var plural: String
        package var name: String
        package var subresource: String
        /// What stands behind the subresource: the path that a proxy passes on.
        package var rest: [String] = []
        /// Whether a watch was asked for by the path: `/api/v1/watch/…`.
        package var isWatchPath = false

        /// The `apiVersion` of the path.
        package var groupVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    }
}

extension RequestInfo {
    /// Reads a request whose path is decoded already; slashes at its ends do not count.
    ///
    /// `/api/v1/watch/…`, long deprecated, is understood.
    package init(method: HTTPMethod, path: String, query: HTTPQuery) {
        self.path = path
        self.query = query
        guard var rest = Path(Self.segments(of: path)), let target = Target(&rest) else {
            verb = Verb(nonResource: method)
            return
        }
        self.target = target
        verb = Verb(method: method, isCollection: target.name.isEmpty)
        if verb == .get, target.isWatchPath {
            verb = .watch
        } else if verb == .get, target.name.isEmpty {
            verb = query["watch"].map(Self.isTrue) ?? false ? .watch : .list
        }
        // A list or watch of one object by its name may be allowed where that of all is not.
        if target.name.isEmpty, verb != .create, let name = query["fieldSelector"].flatMap(Self.selectedName) {
            self.target?.name = name
        }
    }

    /// The segments between the slashes of a path, of which those at its ends do not count.
    package static func segments(of path: String) -> [String] {
        var text = path[...]
        while text.first == "/" { text.removeFirst() }
        while text.last == "/" { text.removeLast() }
        return text.isEmpty ? [] : text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// How the API server reads a boolean parameter: anything but a clear no is a yes.
    package static func isTrue(_ text: String) -> Bool {
        text != "0" && text.lowercased() != "false"
    }

    private static func selectedName(_ fieldSelector: String) -> String? {
        let prefix = "metadata.name="
        guard fieldSelector.hasPrefix(prefix), !fieldSelector.contains(",") else { return nil }
        let name = fieldSelector.dropFirst(prefix.count)
        return String(name.hasPrefix("=") ? name.dropFirst() : name)
    }
}

/// The segments behind the group and the version.
private struct Path {
    let group: String
    let version: String
    var isWatch = false
    var segments: ArraySlice<String>

    init?(_ segments: [String]) {
        switch segments.first {
        case "api" where segments.count > 2:
            group = ""
            version = segments[1]
            self.segments = segments[2...]
        case "apis" where segments.count > 3:
            group = segments[1]
            version = segments[2]
            self.segments = segments[3...]
        default:
            return nil
        }
        if self.segments.first == "watch", self.segments.count > 1 {
            isWatch = true
            self.segments.removeFirst()
        }
    }
}

extension RequestInfo.Target {
    fileprivate init?(_ path: inout Path) {
        self.init(group: path.group, version: path.version, namespace: "", plural: "", name: "", subresource: "")
        // `namespaces/x` is an object, `namespaces/x/status` its subresource, `namespaces/x/pods` a list in it.
        if path.segments.first == "namespaces", path.segments.count > 1 {
            namespace = path.segments[path.segments.startIndex + 1]
            let next = path.segments.dropFirst(2).first
            if let next, !["status", "finalize"].contains(next) { path.segments.removeFirst(2) }
        }
        guard let plural = path.segments.popFirst() else { return nil }
        self.plural = plural
        name = path.segments.popFirst() ?? ""
        subresource = path.segments.popFirst() ?? ""
        rest = Array(path.segments)
        isWatchPath = path.isWatch
    }
}

extension Verb {
    fileprivate init(method: HTTPMethod, isCollection: Bool) {
        switch method {
        case .post: self = .create
        case .put: self = .update
        case .patch: self = .patch
        case .delete: self = isCollection ? .deletecollection : .delete
        case .get, .head: self = .get
        default: self = .other
        }
    }

    fileprivate init(nonResource method: HTTPMethod) {
        self = Verb(rawValue: method.name.lowercased()) ?? .get
    }
}
