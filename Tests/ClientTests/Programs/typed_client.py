# SPDX-License-Identifier: Apache-2.0
"""The typed API of the Python client: objects as classes, one method for each request."""

import threading

import support
from kubernetes import client, watch
from kubernetes.client.rest import ApiException
from support import check, expect_refusal, namespace

core = client.CoreV1Api()
apps = client.AppsV1Api()


def config_map(name, data=None, labels=None):
    return client.V1ConfigMap(metadata=client.V1ObjectMeta(name=name, labels=labels), data=data)


def reads_and_writes():
    made = core.create_namespaced_config_map(namespace, config_map("plain", {"colour": "blue"}))
    check(made.metadata.uid and made.metadata.creation_timestamp.tzinfo, "an identity and a time")
    read = core.read_namespaced_config_map("plain", namespace)
    check(read.data == {"colour": "blue"} and read.metadata.uid == made.metadata.uid, read)

    read.data["colour"] = "red"
    changed = core.replace_namespaced_config_map("plain", namespace, read)
    check(changed.metadata.resource_version != made.metadata.resource_version, "a new version")
    with expect_refusal(409, "Conflict"):
        core.replace_namespaced_config_map("plain", namespace, read)
    with expect_refusal(409, "AlreadyExists"):
        core.create_namespaced_config_map(namespace, config_map("plain"))
    with expect_refusal(404, "NotFound"):
        core.read_namespaced_config_map("missing", namespace)
    with expect_refusal(422, "Invalid"):
        core.create_namespaced_config_map(namespace, config_map("Not A Name"))

    dry = core.create_namespaced_config_map(namespace, config_map("dry"), dry_run="All")
    check(dry.metadata.name == "dry", dry)
    generated = client.V1ConfigMap(metadata=client.V1ObjectMeta(generate_name="made-"))
    name = core.create_namespaced_config_map(namespace, generated).metadata.name
    check(name.startswith("made-") and len(name) == 10, name)

    core.delete_namespaced_config_map("plain", namespace)
    with expect_refusal(404, "NotFound"):
        core.delete_namespaced_config_map("plain", namespace)


def patches():
    core.create_namespaced_config_map(namespace, config_map("patched", {"a": "1", "b": "2"}))

    def patch(body, content_type):
        return core.patch_namespaced_config_map("patched", namespace, body, _content_type=content_type).data

    check(patch({"data": {"a": None}}, "application/strategic-merge-patch+json") == {"b": "2"}, "strategic")
    check(patch({"data": {"c": "3"}}, "application/merge-patch+json") == {"b": "2", "c": "3"}, "merge")
    operations = [{"op": "remove", "path": "/data/b"}]
    check(patch(operations, "application/json-patch+json") == {"c": "3"}, "operations")

    intent = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "patched"}, "data": {"c": "4"}}

    def apply(manager, **options):
        return core.patch_namespaced_config_map(
            "patched", namespace, intent, field_manager=manager, _content_type="application/apply-patch+yaml", **options
        )

    with expect_refusal(409, "Conflict"):
        apply("one")
    applied = apply("one", force=True)
    entry = next(entry for entry in applied.metadata.managed_fields if entry.manager == "one")
    check(entry.operation == "Apply" and entry.fields_v1 == {"f:data": {"f:c": {}}}, entry)


def pages():
    for index in range(7):
        core.create_namespaced_config_map(namespace, config_map(f"page-{index}", labels={"in": "pages"}))
    names, token, versions = [], None, set()
    while True:
        page = core.list_namespaced_config_map(namespace, label_selector="in=pages", limit=3, _continue=token)
        names += [item.metadata.name for item in page.items]
        versions.add(page.metadata.resource_version)
        token = page.metadata._continue
        if not token:
            break
        check(page.metadata.remaining_item_count is None, "nobody counts what a selector leaves out")
    check(names == [f"page-{index}" for index in range(7)], names)
    check(len(versions) == 1, versions)
    core.delete_collection_namespaced_config_map(namespace, label_selector="in=pages")
    check(not core.list_namespaced_config_map(namespace, label_selector="in=pages").items, "all deleted")


def watches():
    start = core.list_namespaced_config_map(namespace, label_selector="in=watch").metadata.resource_version

    def change():
        core.create_namespaced_config_map(namespace, config_map("watched", {"n": "1"}, {"in": "watch"}))
        core.patch_namespaced_config_map("watched", namespace, {"data": {"n": "2"}})
        core.delete_namespaced_config_map("watched", namespace)

    thread = threading.Thread(target=change)
    thread.start()
    seen = []
    stream = watch.Watch()
    selection = {"label_selector": "in=watch", "resource_version": start, "timeout_seconds": 30}
    for event in stream.stream(core.list_namespaced_config_map, namespace, **selection):
        seen.append((event["type"], event["object"].data["n"]))
        if event["type"] == "DELETED":
            stream.stop()
    thread.join()
    check(seen == [("ADDED", "1"), ("MODIFIED", "2"), ("DELETED", "2")], seen)


def workloads():
    labels = {"app": "web"}
    container = client.V1Container(name="main", image="busybox:1.36")
    template = client.V1PodTemplateSpec(
        metadata=client.V1ObjectMeta(labels=labels), spec=client.V1PodSpec(containers=[container])
    )
    spec = client.V1DeploymentSpec(replicas=2, selector=client.V1LabelSelector(match_labels=labels), template=template)
    deployment = client.V1Deployment(metadata=client.V1ObjectMeta(name="web"), spec=spec)
    made = apps.create_namespaced_deployment(namespace, deployment)
    check(made.spec.strategy.rolling_update.max_surge == "25%" and made.metadata.generation == 1, made)

    scale = apps.read_namespaced_deployment_scale("web", namespace)
    check(scale.spec.replicas == 2 and scale.status.selector == "app=web", scale)
    scale.spec.replicas = 3
    apps.replace_namespaced_deployment_scale("web", namespace, scale)
    check(apps.patch_namespaced_deployment_scale("web", namespace, {"spec": {"replicas": 4}}).spec.replicas == 4, "")

    status = {"status": {"replicas": 4, "readyReplicas": 1}}
    check(apps.patch_namespaced_deployment_status("web", namespace, status).status.ready_replicas == 1, "status")
    check(apps.read_namespaced_deployment("web", namespace).metadata.generation == 3, "a status has no generation")

    pod = client.V1Pod(metadata=client.V1ObjectMeta(name="shell"), spec=client.V1PodSpec(containers=[container]))
    core.create_namespaced_pod(namespace, pod)
    eviction = client.V1Eviction(metadata=client.V1ObjectMeta(name="shell"))
    core.create_namespaced_pod_eviction("shell", namespace, eviction)
    with expect_refusal(404, "NotFound"):
        core.read_namespaced_pod("shell", namespace)


def access():
    core.create_namespaced_service_account(namespace, client.V1ServiceAccount(metadata={"name": "robot"}))
    request = client.AuthenticationV1TokenRequest(spec=client.V1TokenRequestSpec(audiences=[], expiration_seconds=600))
    token = core.create_namespaced_service_account_token("robot", namespace, request).status.token

    review = client.V1TokenReview(spec=client.V1TokenReviewSpec(token=token))
    status = client.AuthenticationV1Api().create_token_review(review).status
    check(status.authenticated and status.user.username == f"system:serviceaccount:{namespace}:robot", status)

    configuration = client.Configuration.get_default_copy()
    configuration.cert_file = configuration.key_file = None
    configuration.refresh_api_key_hook = None
    configuration.api_key = {"BearerToken": f"Bearer {token}"}
    robot = client.CoreV1Api(client.ApiClient(configuration))
    with expect_refusal(403, "Forbidden"):
        robot.list_namespaced_secret(namespace)
    role = client.V1Role(
        metadata={"name": "reader"}, rules=[client.V1PolicyRule(api_groups=[""], resources=["secrets"], verbs=["list"])]
    )
    rbac = client.RbacAuthorizationV1Api()
    rbac.create_namespaced_role(namespace, role)
    binding = client.V1RoleBinding(
        metadata={"name": "reader"},
        role_ref=client.V1RoleRef(api_group="rbac.authorization.k8s.io", kind="Role", name="reader"),
        subjects=[client.RbacV1Subject(kind="ServiceAccount", name="robot", namespace=namespace)],
    )
    rbac.create_namespaced_role_binding(namespace, binding)
    support.eventually(lambda: robot.list_namespaced_secret(namespace).items == [], ApiException)

    question = client.V1ResourceAttributes(namespace=namespace, verb="list", resource="secrets")
    answer = client.AuthorizationV1Api().create_self_subject_access_review(
        client.V1SelfSubjectAccessReview(spec=client.V1SelfSubjectAccessReviewSpec(resource_attributes=question))
    )
    check(answer.status.allowed, answer)


def server():
    version = client.VersionApi().get_code()
    check((version.major, version.minor) == ("1", "36"), version)
    groups = {group.name for group in client.ApisApi().get_api_versions().groups}
    check({"apps", "batch", "rbac.authorization.k8s.io", "coordination.k8s.io"} <= groups, groups)
    kinds = {resource.name for resource in core.get_api_resources().resources}
    check({"pods", "pods/status", "configmaps", "serviceaccounts/token"} <= kinds, kinds)


support.run(reads_and_writes, patches, pages, watches, workloads, access, server)
