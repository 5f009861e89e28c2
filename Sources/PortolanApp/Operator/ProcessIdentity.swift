// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Glibc

/// What a process is called among its like.
enum ProcessIdentity {
    /// The host's name, which is the pod's, and something that no other process ever was.
    static func unique() -> String {
        "\(hostName)_\(Hex.encode((0..<8).map { _ in UInt8.random(in: .min ... .max) }))"
    }

    private static var hostName: String {
        let longest = 256
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest + 1) { buffer in
            unsafe buffer.initialize(repeating: 0)
            guard let start = buffer.baseAddress, unsafe gethostname(start, longest) == 0 else { return "portolan" }
            return unsafe String(cString: start)
        }
    }
}
