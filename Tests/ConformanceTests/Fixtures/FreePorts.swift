// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Ports for programs that cannot say which one the kernel gave them.
enum FreePorts {
    /// Ports that nobody has at the moment; somebody may take one before the program does, which is rare enough.
    static func find(_ count: Int) -> [Int] {
        let listeners = (0..<count).map { _ in ScriptedServer { _ in } }
        return listeners.map(\.port)
    }
}
