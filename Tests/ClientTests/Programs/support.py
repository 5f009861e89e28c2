# SPDX-License-Identifier: Apache-2.0
"""What all programs begin with: a connection, a namespace of their own, and checks that say what they saw."""

import contextlib
import json
import os
import sys
import time
import traceback

from kubernetes import client, config
from kubernetes.client.rest import ApiException

config.load_kube_config(os.environ["KUBECONFIG"])
name = os.path.splitext(os.path.basename(sys.argv[0]))[0].replace("_", "-")
namespace = f"clients-{name}"


def check(condition, seen):
    """Fails and shows what was seen, unless the condition holds."""
    if not condition:
        raise AssertionError(f"not as expected: {seen}")


@contextlib.contextmanager
def expect_refusal(code, reason):
    """Fails unless the server refuses what is asked inside, with this code and reason."""
    try:
        yield
    except ApiException as refusal:
        status = json.loads(refusal.body)
        check((refusal.status, status["kind"], status["reason"]) == (code, "Status", reason), refusal)
    else:
        raise AssertionError(f"allowed, but {code} {reason} was expected")


def eventually(condition, *passing, limit=20):
    """Waits until a condition holds; errors that pass are not yet failures."""
    deadline = time.monotonic() + limit
    while True:
        try:
            if condition():
                return
        except passing:
            pass
        if time.monotonic() > deadline:
            raise AssertionError("it did not happen in time")
        time.sleep(0.05)


def _is_there(read, *arguments):
    try:
        read(*arguments)
        return True
    except ApiException as refusal:
        if refusal.status != 404:
            raise
        return False


def run(*functions):
    """Runs the functions in a fresh namespace, and ends with 1 when one of them failed."""
    core = client.CoreV1Api()
    if _is_there(core.read_namespace, namespace):
        core.delete_namespace(namespace)
        eventually(lambda: not _is_there(core.read_namespace, namespace))
    core.create_namespace(client.V1Namespace(metadata=client.V1ObjectMeta(name=namespace)))
    eventually(lambda: _is_there(core.read_namespaced_service_account, "default", namespace))
    failures = 0
    for function in functions:
        try:
            function()
            print(f"{function.__name__}: as expected")
        except Exception:
            failures += 1
            print(f"{function.__name__}: failed\n{traceback.format_exc()}")
    core.delete_namespace(namespace)
    # Threads of a library may still be waiting for an answer; nobody waits for them.
    sys.stdout.flush()
    os._exit(1 if failures else 0)
