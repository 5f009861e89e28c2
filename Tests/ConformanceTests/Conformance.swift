// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What an API server does: one client, and the same assertions for two servers.
///
/// They are the embedded one, and a real `kube-apiserver` when the environment names one (``Target``). The real one is the
/// oracle; no assertion knows which of them it talks to.
@Suite(
    "Conformance",
    .tags(.network),
    .enabled(if: Target.isAsked, "set KUBEBUILDER_ASSETS, PORTOLAN_TEST_KUBECONFIG or PORTOLAN_CONFORMANCE=embedded"),
    .cluster
)
enum Conformance {}
