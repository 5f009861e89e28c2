# SPDX-License-Identifier: Apache-2.0
"""Helm's own engine, with Portolan's own chart: installed, upgraded, rolled back, uninstalled, installed again."""

import contextlib
import os
import pathlib
import shutil
import tempfile

import helm_python as helm
import yaml
from kubernetes import client
from kubernetes.client.rest import ApiException

import support
from support import check, expect_refusal, namespace

CHART = pathlib.Path(os.environ["PORTOLAN_CHART"])
NAME = "portolan"
DEFINITIONS = {"dataplaneclusters.portolan.dev", "executionclusterlabels.portolan.dev"}

core = client.CoreV1Api()
apps = client.AppsV1Api()
rbac = client.RbacAuthorizationV1Api()
policy = client.PolicyV1Api()
custom = client.CustomObjectsApi()
extensions = client.ApiextensionsV1Api()
engine = helm.Config(kubeconfig_path=os.environ["KUBECONFIG"], namespace=namespace)


def definitions():
    listed = extensions.list_custom_resource_definition().items
    return {item.metadata.name: item for item in listed if item.metadata.name in DEFINITIONS}


def versions():
    """Every object of the release, and its version."""
    deployment = apps.read_namespaced_deployment(NAME, namespace)
    objects = [
        deployment,
        core.read_namespaced_config_map(NAME, namespace),
        core.read_namespaced_service(NAME, namespace),
        core.read_namespaced_service_account(NAME, namespace),
        rbac.read_cluster_role(NAME),
        rbac.read_cluster_role_binding(NAME),
        *definitions().values(),
    ]
    return [(item.metadata.name, item.metadata.uid, item.metadata.resource_version) for item in objects]


def checksum():
    return apps.read_namespaced_deployment(NAME, namespace).spec.template.metadata.annotations["checksum/configuration"]


def label():
    return custom.get_namespaced_custom_object("portolan.dev", "v1alpha1", namespace, "executionclusterlabels", "team1")


def is_established():
    conditions = [condition for item in definitions().values() for condition in item.status.conditions or []]
    return sum(condition.type == "Established" and condition.status == "True" for condition in conditions) == 2


def install():
    release = engine.install(str(CHART), NAME, timeout=60)
    check((release["revision"], release["status"]) == (1, "deployed"), release)
    check(set(definitions()) == DEFINITIONS, definitions().keys())
    check(apps.read_namespaced_deployment(NAME, namespace).spec.replicas == 2, "two replicas")
    support.eventually(is_established)
    body = {"apiVersion": "portolan.dev/v1alpha1", "kind": "ExecutionClusterLabel", "metadata": {"name": "team1"}}
    body["spec"] = {"project": "team1", "value": "general"}
    custom.create_namespaced_custom_object("portolan.dev", "v1alpha1", namespace, "executionclusterlabels", body)


def upgrade_to_the_same():
    before = versions()
    release = engine.upgrade(str(CHART), NAME, timeout=60)
    check(release["revision"] == 2, release)
    check(versions() == before, (before, versions()))


def upgrade_to_other_values():
    before = checksum()
    values = {"replicas": 3, "watchNamespaces": [namespace], "routing": {"defaultLabel": "general"}}
    engine.upgrade(str(CHART), NAME, values, timeout=60)
    check(apps.read_namespaced_deployment(NAME, namespace).spec.replicas == 3, "scaled")
    check(checksum() != before, "another configuration makes new pods")
    check(rbac.read_namespaced_role(NAME, namespace).rules[0].api_groups == ["portolan.dev"], "a role in the namespace")
    groups = [rule.api_groups for rule in rbac.read_cluster_role(NAME).rules]
    check(["portolan.dev"] not in groups, groups)


def upgrade_to_less():
    engine.upgrade(str(CHART), NAME, {"replicas": 1, "routing": {"enabled": False}}, timeout=60)
    with expect_refusal(404, "NotFound"):
        core.read_namespaced_service(NAME, namespace)
    with expect_refusal(404, "NotFound"):
        policy.read_namespaced_pod_disruption_budget(NAME, namespace)
    with expect_refusal(404, "NotFound"):
        rbac.read_namespaced_role(NAME, namespace)


def upgrade_the_definitions():
    """What an older release had is brought up to date, which Helm does not do for what is in a folder `crds`."""
    name = "executionclusterlabels.portolan.dev"
    with tempfile.TemporaryDirectory() as folder:
        older = pathlib.Path(shutil.copytree(CHART, pathlib.Path(folder, "portolan")))
        file = older / "files/crds" / f"{name}.yaml"
        definition = yaml.safe_load(file.read_text())
        columns = definition["spec"]["versions"][0].pop("additionalPrinterColumns")
        file.write_text(yaml.safe_dump(definition))
        engine.upgrade(str(older), NAME, {"replicas": 2}, timeout=60)
    check(not definitions()[name].spec.versions[0].additional_printer_columns, "an older definition")
    engine.upgrade(str(CHART), NAME, {"replicas": 2}, timeout=60)
    check(len(definitions()[name].spec.versions[0].additional_printer_columns) == len(columns), "the columns are back")


def refuse():
    """Nothing is touched when something is wrong with the values."""
    before = versions()
    for values in ({"replicas": "two"}, {"routing": {"tls": {"mode": "Secret"}}}):
        try:
            seen = engine.upgrade(str(CHART), NAME, values, timeout=60)
        except helm.HelmError as error:
            check("replicas" in str(error) or "routing.tls.secretName" in str(error), error)
        else:
            check(False, seen)
    check(versions() == before, (before, versions()))


def missing_namespace():
    other = helm.Config(kubeconfig_path=os.environ["KUBECONFIG"], namespace=f"{namespace}-missing")
    values = {"crds": {"install": False}, "rbac": {"create": False, "aggregate": False}}
    try:
        seen = other.install(str(CHART), "other", values, timeout=60)
    except helm.HelmError as error:
        check("not found" in str(error), error)
    else:
        check(False, seen)


def rollback():
    engine.rollback(NAME, version=1, timeout=60)
    check(apps.read_namespaced_deployment(NAME, namespace).spec.replicas == 2, "two replicas again")
    check(core.read_namespaced_service(NAME, namespace).spec.ports[0].port == 8443, "the service is back")
    check(label()["spec"]["value"] == "general", label())


def uninstall():
    """The definitions stay, and with them what people have written."""
    engine.uninstall(NAME, timeout=60)
    for read in (apps.read_namespaced_deployment, core.read_namespaced_service, core.read_namespaced_config_map):
        support.eventually(lambda read=read: _is_gone(read, NAME, namespace))
    support.eventually(lambda: _is_gone(rbac.read_cluster_role, NAME))
    check(set(definitions()) == DEFINITIONS, definitions().keys())
    check(label()["spec"]["value"] == "general", label())


def install_again():
    release = engine.install(str(CHART), NAME, {"crds": {"keep": False}}, timeout=60)
    check(release["status"] == "deployed", release)
    check(label()["spec"]["value"] == "general", label())
    engine.uninstall(NAME, timeout=60)
    support.eventually(lambda: not definitions())


def _is_gone(read, *arguments):
    try:
        read(*arguments)
    except ApiException as refusal:
        return refusal.status == 404
    return False


for definition in definitions():
    with contextlib.suppress(ApiException):
        extensions.delete_custom_resource_definition(definition)
support.eventually(lambda: not definitions())
support.run(
    install,
    upgrade_to_the_same,
    upgrade_to_other_values,
    upgrade_to_less,
    upgrade_the_definitions,
    refuse,
    missing_namespace,
    rollback,
    uninstall,
    install_again,
)
