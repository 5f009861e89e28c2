# SPDX-License-Identifier: Apache-2.0
"""The leader election of the Python client: one of two candidates leads, and the other follows when it is gone."""

import threading

import support
from kubernetes import client
from kubernetes.leaderelection import electionconfig, leaderelection
from kubernetes.leaderelection.resourcelock.configmaplock import ConfigMapLock
from kubernetes.leaderelection.resourcelock.leaselock import LeaseLock
from support import check, namespace


class Candidate:
    """Somebody who wants to lead, for as long as the lock answers."""

    def __init__(self, lock):
        self.lock = lock
        self.led = threading.Event()
        self.stopped = threading.Event()
        self.cut = threading.Event()
        update = lock.update
        lock.update = lambda *arguments: not self.cut.is_set() and update(*arguments)
        configuration = electionconfig.Config(
            lock,
            lease_duration=3,
            renew_deadline=2,
            retry_period=1.01,
            onstarted_leading=self.led.set,
            onstopped_leading=self.stopped.set,
        )
        threading.Thread(target=leaderelection.LeaderElection(configuration).run, daemon=True).start()


def elects(make_lock, holder):
    first = Candidate(make_lock("first"))
    check(first.led.wait(10), "the first leads")
    second = Candidate(make_lock("second"))
    check(not second.led.wait(1), "the second waits")
    check(holder() == "first", holder())
    first.cut.set()
    check(first.stopped.wait(10), "the first stops when it cannot renew")
    check(second.led.wait(10), "the second follows")
    check(holder() == "second", holder())


def by_lease():
    leases = client.CoordinationV1Api()
    elects(
        lambda identity: LeaseLock("lease", namespace, identity),
        lambda: leases.read_namespaced_lease("lease", namespace).spec.holder_identity,
    )


def by_config_map():
    key = "control-plane.alpha.kubernetes.io/leader"
    maps = client.CoreV1Api()

    def holder():
        record = maps.read_namespaced_config_map("map", namespace).metadata.annotations[key]
        return "second" if '"second"' in record else "first"

    elects(lambda identity: ConfigMapLock("map", namespace, identity), holder)


support.run(by_lease, by_config_map)
