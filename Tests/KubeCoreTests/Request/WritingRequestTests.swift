// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeCore
import Testing

@Suite("Requests that write")
struct WritingRequestTests {
    static let object: JSONValue = ["kind": "Secret", "metadata": ["name": "x"]]
    static let objectText = #"{"kind":"Secret","metadata":{"name":"x"}}"#
    static let deploymentKey = ObjectKey(namespace: "web", name: "front")

    static let rows: [RequestCase] = [
        RequestCase(
            "create",
            .post,
            "/api/v1/namespaces/flyte/secrets",
            #"create secrets in "flyte""#,
            body: objectText
        ) { try .create(secrets, namespace: "flyte", object) },
        RequestCase(
            "create in the cluster, as a manager, strictly, without doing it",
            .post,
            "/api/v1/nodes?dryRun=All&fieldManager=portolan&fieldValidation=Strict",
            "create nodes",
            body: objectText
        ) {
            var options = WriteOptions(fieldManager: "portolan")
            options.isDryRun = true
            options.fieldValidation = .strict
            return try .create(nodes, object, options)
        },
        RequestCase(
            "replace an object that was read whole",
            .put,
            "/api/v1/namespaces/flyte/secrets/x",
            #"update secrets "flyte/x""#,
            body: #"{"metadata":{"name":"x","namespace":"flyte","resourceVersion":"7"},"data":{}}"#
        ) {
            try .replace(
                secrets,
                DynamicObject([
                    "metadata": ["name": "x", "namespace": "flyte", "resourceVersion": "7"], "data": [:],
                ])
            )
        },
        RequestCase(
            "replace a status",
            .put,
            "/api/v1/nodes/a/status?fieldManager=m",
            #"update nodes/status "a""#,
            body: #"{"metadata":{"name":"a"}}"#
        ) {
            let object = DynamicObject(["metadata": ["name": "a"]])
            return try .replace(nodes, object, subresource: .status, WriteOptions(fieldManager: "m"))
        },
        RequestCase(
            "apply an intent",
            .patch,
            "/api/v1/namespaces/flyte/secrets/x?fieldManager=portolan",
            #"apply secrets "flyte/x""#,
            mediaType: "application/apply-patch+yaml",
            body: objectText
        ) { try .apply(secrets, secretKey, object, ApplyOptions(fieldManager: "portolan")) },
        RequestCase(
            "apply by force to a status, with warnings",
            .patch,
            "/apis/apps/v1/namespaces/web/deployments/front/status?fieldManager=p&fieldValidation=Warn&force=true",
            #"apply deployments.apps/status "web/front""#,
            mediaType: "application/apply-patch+yaml",
            body: objectText
        ) {
            var options = ApplyOptions(fieldManager: "p", isForced: true)
            options.fieldValidation = .warn
            return try .apply(deployments, deploymentKey, object, subresource: .status, options)
        },
        RequestCase(
            "apply without doing it",
            .patch,
            "/api/v1/namespaces/flyte/secrets/x?dryRun=All&fieldManager=p",
            #"apply secrets "flyte/x""#,
            mediaType: "application/apply-patch+yaml",
            body: objectText
        ) {
            var options = ApplyOptions(fieldManager: "p")
            options.isDryRun = true
            return try .apply(secrets, secretKey, object, options)
        },
        RequestCase(
            "JSON patch",
            .patch,
            "/api/v1/namespaces/flyte/secrets/x",
            #"patch secrets "flyte/x""#,
            mediaType: "application/json-patch+json",
            body: #"[{"op":"test","path":"/metadata/uid","value":"u"}]"#
        ) {
            let patch = Patch.json(JSONPatch([.test(JSONPointer(["metadata", "uid"]), "u")]))
            return try .patch(secrets, secretKey, patch)
        },
        RequestCase(
            "merge patch of a status",
            .patch,
            "/api/v1/nodes/a/status?fieldManager=m",
            #"patch nodes/status "a""#,
            mediaType: "application/merge-patch+json",
            body: #"{"status":{"phase":null}}"#
        ) {
            let patch = Patch.merge(["status": ["phase": .null]])
            return try .patch(nodes, ObjectKey(name: "a"), patch, subresource: .status, WriteOptions(fieldManager: "m"))
        },
        RequestCase(
            "strategic merge patch of a scale",
            .patch,
            "/apis/apps/v1/namespaces/web/deployments/front/scale",
            #"patch deployments.apps/scale "web/front""#,
            mediaType: "application/strategic-merge-patch+json",
            body: #"{"spec":{"replicas":3}}"#
        ) { try .patch(deployments, deploymentKey, .strategicMerge(["spec": ["replicas": 3]]), subresource: .scale) },
    ]

    static let deletions: [RequestCase] = [
        RequestCase(
            "delete without options sends no body",
            .delete,
            "/api/v1/namespaces/flyte/secrets/x",
            #"delete secrets "flyte/x""#
        ) { try .delete(secrets, secretKey) },
        RequestCase(
            "delete exactly what was read",
            .delete,
            "/api/v1/namespaces/flyte/secrets/x",
            #"delete secrets "flyte/x""#,
            body: #"{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u","resourceVersion":"7"}}"#
        ) {
            let metadata = ObjectMeta(name: "x", uid: "u", resourceVersion: ResourceVersion("7"))
            return try .delete(secrets, secretKey, DeleteOptions(exactly: metadata))
        },
        RequestCase(
            "delete at once, with what it owns, without doing it",
            .delete,
            "/api/v1/nodes/a",
            #"delete nodes "a""#,
            body: #"{"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0,"#
                + #""propagationPolicy":"Foreground","dryRun":["All"]}"#
        ) {
            var options = DeleteOptions()
            options.gracePeriod = .zero
            options.propagation = .foreground
            options.isDryRun = true
            return try .delete(nodes, ObjectKey(name: "a"), options)
        },
        RequestCase(
            "delete a collection by label",
            .delete,
            "/api/v1/namespaces/flyte/secrets?labelSelector=app%3Dweb",
            #"deletecollection secrets in "flyte""#,
            body: #"{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Orphan"}"#
        ) {
            var options = DeleteOptions()
            options.propagation = .orphan
            let labels = try LabelSelector(query: "app=web")
            return try .deleteCollection(
                secrets,
                namespace: "flyte",
                matching: ListOptions(labels: labels),
                options
            )
        },
    ]

    @Test("write", arguments: rows)
    func write(_ row: RequestCase) throws { try row.check() }

    @Test("delete", arguments: deletions)
    func delete(_ row: RequestCase) throws { try row.check() }

    @Test("only what can be repeated without harm is idempotent")
    func idempotence() throws {
        #expect(try !KubeRequest.create(nodes, Self.object).isIdempotent)
        #expect(try !KubeRequest.patch(nodes, ObjectKey(name: "a"), .merge([:])).isIdempotent)
        #expect(try KubeRequest.delete(nodes, ObjectKey(name: "a")).isIdempotent)
        let options = ApplyOptions(fieldManager: "p")
        #expect(try KubeRequest.apply(nodes, ObjectKey(name: "a"), Self.object, options).isIdempotent)
    }

    @Test("RBAC knows an apply as a patch")
    func rbacName() {
        #expect(KubeVerb.apply.rbacName == "patch")
        #expect(KubeVerb.deleteCollection.rbacName == "deletecollection")
    }

    @Test("what is sent shows in no description")
    func redaction() throws {
        let request = try KubeRequest.create(
            secrets,
            namespace: "flyte",
            ["data": ["password": "hunter2"]] as JSONValue
        )
        var dumped = ""
        dump(request, to: &dumped)
        for text in [dumped, "\(request)", String(reflecting: request), "\(String(describing: request.content))"] {
            #expect(!text.contains("hunter2"))
        }
        // The bytes of the word, as `dump` would list them.
        #expect(!dumped.contains("104"))
    }
}
