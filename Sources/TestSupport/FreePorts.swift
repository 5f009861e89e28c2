// SPDX-License-Identifier: Apache-2.0

/// Ports for programs that cannot say which one the kernel gave them.
package enum FreePorts {
    /// Ports that nobody has at the moment; somebody may take one before the program does, which is rare enough.
    package static func find(_ count: Int) -> [Int] {
        let listeners = (0..<count).map { _ in ScriptedServer { _ in } }
        return listeners.map(\.port)
    }
}
