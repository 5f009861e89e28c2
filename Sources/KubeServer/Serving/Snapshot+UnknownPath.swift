// SPDX-License-Identifier: Apache-2.0

extension Registry.Snapshot {
    /// What a client is told whose path leads nowhere: a `Status` where a router of Kubernetes stands before the path, and
    /// the page of Go's own router everywhere else, custom resources included (apiserver, `pkg/server/handler.go`).
    func failure(ofPath segments: [String]) -> APIFailure {
        switch segments.first {
        case "api", "version": .unknownPath
        case "apis" where segments.count > 1 && isBuiltIn(group: segments[1]): .unknownPath
        default: .pageNotFound
        }
    }

    private func isBuiltIn(group: String) -> Bool {
        resources.contains { $0.isBuiltIn && $0.id.group == group }
            || ReviewKind.allCases.contains { $0.group == group }
    }
}
