# SPDX-License-Identifier: Apache-2.0
"""Helm's own engine: a chart with hooks and a definition is installed, upgraded, rolled back and uninstalled."""

import os
import threading

import helm_python as helm
import support
from kubernetes import client, watch
from support import check, expect_refusal, namespace

CHART = os.path.join(os.path.dirname(__file__), "..", "Charts", "lighthouse")
DEFINITION = "lamps.helm.example.com"

core = client.CoreV1Api()
apps = client.AppsV1Api()
batch = client.BatchV1Api()
custom = client.CustomObjectsApi()
extensions = client.ApiextensionsV1Api()
engine = helm.Config(kubeconfig_path=os.environ["KUBECONFIG"], namespace=namespace)


def complete_jobs():
    """Plays the job controller: every job has succeeded as soon as somebody sees it."""
    while True:
        stream = watch.Watch().stream(batch.list_namespaced_job, namespace, timeout_seconds=2)
        for job in (event["object"] for event in stream if event["type"] == "ADDED"):
            now = job.metadata.creation_timestamp.isoformat()
            conditions = [
                {"type": kind, "status": "True", "lastTransitionTime": now} for kind in ("SuccessCriteriaMet", "Complete")
            ]
            status = {"startTime": now, "completionTime": now, "succeeded": 1, "conditions": conditions}
            batch.patch_namespaced_job_status(job.metadata.name, namespace, {"status": status})


def lamps():
    listed = custom.list_namespaced_custom_object("helm.example.com", "v1", namespace, "lamps")
    return {item["metadata"]["name"]: (item["spec"]["colour"], item["spec"]["watts"]) for item in listed["items"]}


def settings():
    return core.read_namespaced_config_map("coast", namespace).data


def states():
    return [(release["revision"], release["status"]) for release in engine.history("coast")]


def install():
    release = engine.install(CHART, "coast", {"replicas": 2}, timeout=60)
    check((release["revision"], release["status"]) == (1, "deployed"), release)
    check(lamps() == {"coast-north": ("white", 100)}, lamps())
    check(settings() == {"colour": "white", "revision": "1", "kubernetes": "1.36", "looked-up": "default"}, settings())
    deployment = apps.read_namespaced_deployment("coast", namespace)
    check(deployment.spec.replicas == 2, deployment.spec)
    check(deployment.metadata.labels["app.kubernetes.io/managed-by"] == "Helm", deployment.metadata)
    check(batch.read_namespaced_job_status("coast-before", namespace).status.succeeded == 1, "the hook ran")
    check(core.read_namespaced_config_map("coast-after", namespace).data == {"revision": "1"}, "the other hook ran")
    stored = core.list_namespaced_secret(namespace, field_selector="type=helm.sh/release.v1").items
    check([secret.metadata.name for secret in stored] == ["sh.helm.release.v1.coast.v1"], stored)


def refusals():
    for action in (
        lambda: engine.install(CHART, "coast", timeout=60),
        lambda: engine.install(CHART, "other", {"colour": "blue", "lamps": ["west"]}, timeout=60),
        lambda: engine.upgrade(CHART, "missing", timeout=60),
    ):
        try:
            seen = action()
        except helm.HelmError:
            continue
        check(False, seen)
    engine.uninstall("other", timeout=60)


def upgrade():
    before = core.read_namespaced_service("coast", namespace)
    values = {"replicas": 3, "colour": "red", "lamps": ["north", "south"]}
    release = engine.upgrade(CHART, "coast", values, timeout=60)
    check((release["revision"], release["status"]) == (2, "deployed"), release)
    check(lamps() == {"coast-north": ("red", 100), "coast-south": ("red", 100)}, lamps())
    check(settings()["revision"] == "2", settings())
    check(apps.read_namespaced_deployment("coast", namespace).spec.replicas == 3, "scaled")
    after = core.read_namespaced_service("coast", namespace)
    check(after.spec.cluster_ip == before.spec.cluster_ip, "an address stays")
    check(engine.get_values("coast") == values, engine.get_values("coast"))


def rollback():
    engine.rollback("coast", version=1, timeout=60)
    check(lamps() == {"coast-north": ("white", 100)}, lamps())
    check(apps.read_namespaced_deployment("coast", namespace).spec.replicas == 2, "scaled back")
    check(states() == [(1, "superseded"), (2, "superseded"), (3, "deployed")], states())
    check([item["name"] for item in engine.list()] == ["coast"], engine.list())
    check(engine.status("coast")["revision"] == 3, engine.status("coast"))


def dry_run():
    release = engine.upgrade(CHART, "coast", {"colour": "green"}, dry_run="server", timeout=60)
    check("colour: green" in release["manifest"] and lamps() == {"coast-north": ("white", 100)}, release)


def uninstall():
    engine.uninstall("coast", timeout=60)
    check(engine.list() == [], engine.list())
    check(lamps() == {}, lamps())
    for read in (core.read_namespaced_config_map, core.read_namespaced_service, apps.read_namespaced_deployment):
        support.eventually(lambda: is_gone(read))
    check(core.list_namespaced_secret(namespace, field_selector="type=helm.sh/release.v1").items == [], "no history")
    # A definition outlives the release; that is Helm's way.
    extensions.delete_custom_resource_definition(DEFINITION)


def is_gone(read):
    with expect_refusal(404, "NotFound"):
        read("coast", namespace)
    return True


if any(item.metadata.name == DEFINITION for item in extensions.list_custom_resource_definition().items):
    extensions.delete_custom_resource_definition(DEFINITION)
threading.Thread(target=complete_jobs, daemon=True).start()
support.run(install, refusals, upgrade, rollback, dry_run, uninstall)
