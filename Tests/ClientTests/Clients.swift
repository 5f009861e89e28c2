// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Programs that others wrote, against the embedded API server as a program.
///
/// With `PORTOLAN_TEST_KUBECONFIG` they talk to the server of that file instead: what is expected of the embedded one must
/// be what a real one does.
@Suite("Clients", .tags(.network), .server)
enum Clients {}
