// SPDX-License-Identifier: Apache-2.0

internal import CBuildInfo

/// What this program is and what it was built from.
struct BuildInformation: Equatable {
    /// The version of Portolan: the only place where it is written.
    static let currentVersion = "0.1.0-dev"

    let version: String
    /// The commit, when the build was told; `make release` tells it.
    let commit: String?
    /// The version of the Swift runtime inside, without the patch level, which the runtime does not know.
    let swift: String
    /// Operating system and processor as container images name them.
    let platform: String

    static var current: BuildInformation {
        let commit = unsafe String(cString: cbuildinfo_commit())
        return BuildInformation(
            version: currentVersion,
            commit: commit.isEmpty ? nil : commit,
            swift: "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: "."),
            platform: "\(operatingSystem)/\(processor)"
        )
    }

    private static var operatingSystem: String {
        #if os(Linux)
        "linux"
        #else
        "unknown"
        #endif
    }

    private static var processor: String {
        #if arch(x86_64)
        "amd64"
        #elseif arch(arm64)
        "arm64"
        #else
        "unknown"
        #endif
    }
}
