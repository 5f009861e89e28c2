// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The system calls of a journal that may fail at any time, so that a test can have them fail.
package struct Disk: Sendable {
    /// Writes bytes to a descriptor; how many it took, or the error number.
    package var write: @Sendable (_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Result<Int, ErrorNumber>
    /// Has the descriptor's data reach the medium.
    package var sync: @Sendable (_ descriptor: Int32) -> Result<Void, ErrorNumber>
    /// The name of the run of the machine: another one after each of its starts.
    package var boot: @Sendable () -> String

    /// What the system says when it refuses something.
    package struct ErrorNumber: Error {
        package let value: Int32

        package init(_ value: Int32) {
            self.value = value
        }
    }

    /// The disk of the machine.
    package static let system = Disk(
        write: { descriptor, bytes in
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            return count >= 0 ? .success(count) : .failure(ErrorNumber(errno))
        },
        sync: { fdatasync($0) == 0 ? .success(()) : .failure(ErrorNumber(errno)) },
        boot: { (try? DiskFile.text(at: "/proc/sys/kernel/random/boot_id")) ?? "" }
    )
}
