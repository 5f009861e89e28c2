// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// How many files and sockets this process may have open.
package enum DescriptorLimit {
    /// Raises the limit as far as the system lets everyone go.
    ///
    /// The usual 1024 is there for programs that call `select`, which none of ours does; a server with a thousand
    /// watches needs more.
    package static func raise() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
