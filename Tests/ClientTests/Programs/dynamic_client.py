# SPDX-License-Identifier: Apache-2.0
"""The dynamic API of the Python client: what there is comes from discovery, and objects are what the server sends."""

import tempfile

import support
from kubernetes import client, dynamic, utils
from kubernetes.dynamic.exceptions import ConflictError, NotFoundError, ResourceNotFoundError, UnprocessibleEntityError
from support import check, namespace

GROUP = "dynamic.example.com"

api = client.ApiClient()
cache = tempfile.TemporaryDirectory()
dynamic_client = dynamic.DynamicClient(api, cache_file=f"{cache.name}/discovery")

definition = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": f"boats.{GROUP}"},
    "spec": {
        "group": GROUP,
        "scope": "Namespaced",
        "names": {"plural": "boats", "singular": "boat", "kind": "Boat", "shortNames": ["bo"]},
        "versions": [
            {
                "name": "v1",
                "served": True,
                "storage": True,
                "subresources": {"status": {}},
                "schema": {
                    "openAPIV3Schema": {
                        "type": "object",
                        "properties": {
                            "spec": {
                                "type": "object",
                                "required": ["length"],
                                "properties": {
                                    "length": {"type": "integer", "minimum": 1},
                                    "crew": {"type": "integer", "default": 1},
                                },
                            },
                            "status": {"type": "object", "properties": {"afloat": {"type": "boolean"}}},
                        },
                    }
                },
            }
        ],
    },
}


def boat(name, **spec):
    return {"apiVersion": f"{GROUP}/v1", "kind": "Boat", "metadata": {"name": name}, "spec": spec}


def built_in_kinds():
    deployments = dynamic_client.resources.get(api_version="apps/v1", kind="Deployment")
    check((deployments.name, deployments.namespaced) == ("deployments", True), deployments)
    maps = dynamic_client.resources.get(api_version="v1", kind="ConfigMap")
    made = maps.create({"metadata": {"name": "plain"}, "data": {"a": "1"}}, namespace=namespace)
    check((made.kind, made.data.a) == ("ConfigMap", "1"), made)
    changed = maps.patch({"data": {"a": "2"}}, name="plain", namespace=namespace)
    check(changed.data.a == "2", changed)
    names = [item.metadata.name for item in maps.get(namespace=namespace, field_selector="metadata.name=plain").items]
    check(names == ["plain"], names)
    try:
        maps.create({"metadata": {"name": "plain"}}, namespace=namespace)
        check(False, "made twice")
    except ConflictError as refusal:
        check(refusal.summary() == 'configmaps "plain" already exists', refusal.summary())


def custom_kinds():
    definitions = dynamic_client.resources.get(api_version="apiextensions.k8s.io/v1", kind="CustomResourceDefinition")
    try:
        definitions.delete(name=f"boats.{GROUP}")
        support.eventually(lambda: not [d for d in definitions.get().items if d.metadata.name == f"boats.{GROUP}"])
    except NotFoundError:
        pass
    support.eventually(lambda: find_boats() is None)
    definitions.create(definition)

    def is_established():
        conditions = definitions.get(name=f"boats.{GROUP}").status.conditions or []
        return any(condition.type == "Established" and condition.status == "True" for condition in conditions)

    support.eventually(is_established)
    support.eventually(lambda: find_boats() is not None)
    boats = find_boats()

    made = boats.create(boat("anna", length=7), namespace=namespace)
    check(made.spec.crew == 1 and made.metadata.generation == 1, made)
    try:
        boats.create(boat("none", length=0), namespace=namespace)
        check(False, "a boat without length")
    except UnprocessibleEntityError as refusal:
        check("spec.length in body should be greater than or equal to 1" in str(refusal.body), refusal.body)

    merge = "application/merge-patch+json"
    status = boats.status.patch({"status": {"afloat": True}}, name="anna", namespace=namespace, content_type=merge)
    check(status.status.afloat and status.metadata.generation == 1, status)
    applied = boats.server_side_apply(boat("anna", length=8), name="anna", namespace=namespace, field_manager="me",
                                      force_conflicts=True)
    check(applied.spec.length == 8 and applied.status.afloat, applied)

    custom = client.CustomObjectsApi()
    listed = custom.list_namespaced_custom_object(GROUP, "v1", namespace, "boats")
    check([item["spec"]["length"] for item in listed["items"]] == [8], listed)

    seen = []
    for event in boats.watch(namespace=namespace, timeout=20):
        seen.append((event["type"], event["object"].metadata.name))
        if len(seen) == 1:
            boats.create(boat("berta", length=9), namespace=namespace)
        elif len(seen) == 2:
            boats.delete(name="berta", namespace=namespace)
        else:
            break
    check(seen == [("ADDED", "anna"), ("ADDED", "berta"), ("DELETED", "berta")], seen)
    definitions.delete(name=f"boats.{GROUP}")


def find_boats():
    """What discovery says of the custom kind now, or None."""
    dynamic_client.resources.invalidate_cache()
    try:
        return dynamic_client.resources.get(api_version=f"{GROUP}/v1", kind="Boat")
    except ResourceNotFoundError:
        return None


def manifests():
    documents = [
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys"}, "stringData": {"a": "b"}},
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": "web"},
            "spec": {"selector": {"app": "web"}, "ports": [{"port": 80}]},
        },
    ]
    for document in documents:
        utils.create_from_dict(api, document, namespace=namespace)
    core = client.CoreV1Api(api)
    check(core.read_namespaced_secret("keys", namespace).data == {"a": "Yg=="}, "a secret")
    check(core.read_namespaced_service("web", namespace).spec.cluster_ip, "a service with an address")
    try:
        utils.create_from_dict(api, documents[0], namespace=namespace)
        check(False, "made twice")
    except utils.FailToCreateError as failure:
        check([refusal.status for refusal in failure.api_exceptions] == [409], failure)


support.run(built_in_kinds, custom_kinds, manifests)
