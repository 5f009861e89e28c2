// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeCore
import Testing

@Suite("79: requests that read")
struct ReadingRequestTests {
    static let metadataAccept = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json"
    static let metadataListAccept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"
    static let tableAccept = "application/json;as=Table;g=meta.k8s.io;v=v1,application/json"

    static let gets: [RequestCase] = [
        RequestCase(
            "an object of the core group in a namespace",
            .get,
            "/api/v1/namespaces/flyte/secrets/x",
            #"get secrets "flyte/x""#
        ) { try .get(secrets, secretKey) },
        RequestCase(
            "an object of the cluster",
            .get,
            "/api/v1/nodes/a",
            #"get nodes "a""#
        ) { try .get(nodes, ObjectKey(name: "a")) },
        RequestCase(
            "an object of a named group",
            .get,
            "/apis/apps/v1/namespaces/web/deployments/front",
            #"get deployments.apps "web/front""#
        ) { try .get(deployments, ObjectKey(namespace: "web", name: "front")) },
        RequestCase(
            "the status of an object",
            .get,
            "/apis/apps/v1/namespaces/web/deployments/front/status",
            #"get deployments.apps/status "web/front""#
        ) { try .get(deployments, ObjectKey(namespace: "web", name: "front"), subresource: .status) },
        RequestCase(
            "the scale of an object",
            .get,
            "/apis/apps/v1/namespaces/web/deployments/front/scale",
            #"get deployments.apps/scale "web/front""#
        ) { try .get(deployments, ObjectKey(namespace: "web", name: "front"), subresource: .scale) },
        RequestCase(
            "an object at any version",
            .get,
            "/api/v1/namespaces/flyte/secrets/x?resourceVersion=0",
            #"get secrets "flyte/x""#
        ) { try .get(secrets, secretKey, resourceVersion: .any) },
        RequestCase(
            "the metadata of an object",
            .get,
            "/api/v1/namespaces/flyte/secrets/x",
            #"get secrets "flyte/x""#,
            accept: metadataAccept
        ) { try .get(secrets, secretKey, as: .metadata) },
        RequestCase(
            "a name with a colon is encoded",
            .get,
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode",
            #"get clusterroles.rbac.authorization.k8s.io "system:node""#
        ) {
            let group = GroupVersion(group: "rbac.authorization.k8s.io", version: "v1")
            let type = ResourceType(group, kind: "ClusterRole", plural: "clusterroles", scope: .cluster)
            return try .get(type, ObjectKey(name: "system:node"))
        },
    ]

    static let lists: [RequestCase] = [
        RequestCase("everything everywhere", .get, "/api/v1/secrets", "list secrets") { try .list(secrets) },
        RequestCase(
            "everything in a namespace",
            .get,
            "/api/v1/namespaces/flyte/secrets",
            #"list secrets in "flyte""#
        ) { try .list(secrets, namespace: "flyte") },
        RequestCase(
            "a first page",
            .get,
            "/api/v1/secrets?limit=500",
            "list secrets"
        ) { try .list(secrets, ListOptions(limit: 500)) },
        RequestCase(
            "a later page says neither version nor match, which the token carries",
            .get,
            "/api/v1/secrets?limit=500&continue=abc%3D%3D",
            "list secrets"
        ) {
            var options = ListOptions(limit: 500)
            options.version = .notOlderThan(ResourceVersion("7"))
            options.continueToken = "abc=="
            return try .list(secrets, options)
        },
        RequestCase(
            "any state",
            .get,
            "/api/v1/secrets?resourceVersion=0",
            "list secrets"
        ) {
            var options = ListOptions()
            options.version = .any
            return try .list(secrets, options)
        },
        RequestCase(
            "a state not older than a version",
            .get,
            "/api/v1/secrets?resourceVersion=7&resourceVersionMatch=NotOlderThan",
            "list secrets"
        ) {
            var options = ListOptions()
            options.version = .notOlderThan(ResourceVersion("7"))
            return try .list(secrets, options)
        },
        RequestCase(
            "the state at a version",
            .get,
            "/api/v1/secrets?resourceVersion=7&resourceVersionMatch=Exact",
            "list secrets"
        ) {
            var options = ListOptions()
            options.version = .exactly(ResourceVersion("7"))
            return try .list(secrets, options)
        },
        RequestCase(
            "by labels and fields",
            .get,
            "/api/v1/secrets?labelSelector=app%3Dweb%2C%21canary%2Ctier%20in%20%28a%2Cb%29&fieldSelector=metadata.name%3Dx",
            "list secrets"
        ) {
            let labels = try LabelSelector(query: "tier in (b,a),app=web,!canary")
            return try .list(secrets, ListOptions(labels: labels, fields: .name("x")))
        },
        RequestCase(
            "metadata only",
            .get,
            "/api/v1/secrets",
            "list secrets",
            accept: metadataListAccept
        ) { try .list(secrets, as: .metadata) },
        RequestCase(
            "rows for people",
            .get,
            "/api/v1/secrets",
            "list secrets",
            accept: tableAccept
        ) { try .list(secrets, as: .table) },
        RequestCase("resources of the cluster", .get, "/api/v1/nodes", "list nodes") { try .list(nodes) },
    ]

    static let watches: [RequestCase] = [
        RequestCase(
            "from a version on",
            .get,
            "/api/v1/secrets?watch=1&resourceVersion=7&allowWatchBookmarks=true&timeoutSeconds=300",
            "watch secrets"
        ) { try .watch(secrets, WatchOptions(.after(ResourceVersion("7")))) },
        RequestCase(
            "in a namespace, from now on, for ten seconds, without bookmarks",
            .get,
            "/api/v1/namespaces/flyte/secrets?watch=1&timeoutSeconds=10",
            #"watch secrets in "flyte""#
        ) {
            var options = WatchOptions(.mostRecent)
            options.allowsBookmarks = false
            options.timeout = .seconds(10)
            return try .watch(secrets, namespace: "flyte", options)
        },
        RequestCase(
            "from any state on",
            .get,
            "/api/v1/secrets?watch=1&resourceVersion=0&allowWatchBookmarks=true&timeoutSeconds=300",
            "watch secrets"
        ) { try .watch(secrets, WatchOptions(.any)) },
        RequestCase(
            "a streaming list of the present state always allows bookmarks",
            .get,
            "/api/v1/secrets?watch=1&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&allowWatchBookmarks=true&timeoutSeconds=300",
            "watch secrets"
        ) {
            var options = WatchOptions(.streamingList(notOlderThan: nil))
            options.allowsBookmarks = false
            return try .watch(secrets, options)
        },
        RequestCase(
            "a streaming list not older than a version, metadata only, by label",
            .get,
            "/api/v1/secrets?watch=1&labelSelector=app&resourceVersion=7&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&allowWatchBookmarks=true&timeoutSeconds=300",
            "watch secrets",
            accept: metadataAccept
        ) {
            var options = WatchOptions(.streamingList(notOlderThan: ResourceVersion("7")))
            options.labelSelector = try LabelSelector(query: "app")
            return try .watch(secrets, options, as: .metadata)
        },
    ]

    @Test("get", arguments: gets)
    func getting(_ row: RequestCase) throws {
        try row.check()
        #expect(try row.make().isIdempotent)
    }

    @Test("list", arguments: lists)
    func listing(_ row: RequestCase) throws {
        try row.check()
        #expect(try !row.make().isWatch)
    }

    @Test("watch", arguments: watches)
    func watching(_ row: RequestCase) throws {
        try row.check()
        #expect(try row.make().isWatch)
    }
}
