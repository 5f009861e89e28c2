// SPDX-License-Identifier: Apache-2.0

import OtherPrograms
import TestSupport

/// What a caller sees.
enum Curl {
    /// The status of an answer; 0 when there was none.
    static func status(_ url: String, token: String? = nil, body: String? = nil) async throws -> Int {
        var arguments = ["--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--max-time", "20"]
        if let token { arguments += ["--oauth2-bearer", token] }
        if let body { arguments += ["--json", body] }
        let process = try ChildProcess("curl", arguments + [url])
        _ = try await process.waitForExit()
        return Int(process.output) ?? 0
    }
}
