// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The environment variables of a process, as a value.
package enum ProcessEnvironment {
    /// Those of this process, as they are now.
    package static var current: [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let line = unsafe entry.pointee {
            let text = unsafe String(cString: line)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            unsafe entry = entry.successor()
        }
        return variables
    }
}
