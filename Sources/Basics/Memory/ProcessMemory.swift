// SPDX-License-Identifier: Apache-2.0

internal import CSystem

/// What the process holds of memory that it does not use.
///
/// glibc keeps what is freed for whoever asks next, which is right for small blocks and wrong for a process that reads a
/// hundred thousand objects once and then watches them for weeks.
package enum ProcessMemory {
    /// Has large blocks given back to the system as soon as they are free, from now on.
    ///
    /// By itself glibc moves the border up to 32 MB after the first large block that is freed, and what lies below stays
    /// for good: the tables of a queue that is empty again are an example.
    package static func releaseLargeBlocksAtOnce() {
        _ = smallestLargeBlock
    }

    /// Gives back what is free, and takes a few milliseconds for each hundred megabytes.
    package static func releaseUnused() {
        csystem_release_memory()
    }

    /// Smaller blocks are not worth a system call; set once.
    private static let smallestLargeBlock: Int32 = {
        let bytes: Int32 = 256 << 10
        csystem_release_blocks_from(bytes)
        return bytes
    }()
}
