// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import Glibc

/// What the kernel knows of a process.
package enum ProcessFigures {
    /// The most memory that a process has held, in bytes.
    package static func peakBytes(of process: String = "self") -> Double? {
        guard let status = try? File.read("/proc/\(process)/status") else { return nil }
        return field("VmHWM", of: String(decoding: status, as: UTF8.self)).map { $0 * 1024 }
    }

    /// The memory that a process holds, in bytes.
    package static func residentBytes(of process: String) -> Double? {
        guard let status = try? File.read("/proc/\(process)/status") else { return nil }
        return field("VmRSS", of: String(decoding: status, as: UTF8.self)).map { $0 * 1024 }
    }

    /// The processor time of this process so far, of all its threads.
    package static func processorMilliseconds() -> Double {
        Double(clock()) * 1000 / Double(CLOCKS_PER_SEC)
    }

    /// The processor time of another process so far, of all its threads.
    package static func processorMilliseconds(of process: Int) -> Double? {
        guard let stat = try? File.read("/proc/\(process)/stat") else { return nil }
        return processorMilliseconds(
            stat: String(decoding: stat, as: UTF8.self),
            ticksPerSecond: sysconf(Int32(_SC_CLK_TCK))
        )
    }

    /// The 14th and 15th field of `/proc/PID/stat`; the second is a name in parentheses that may contain anything.
    package static func processorMilliseconds(stat: String, ticksPerSecond: Int) -> Double? {
        guard let end = stat.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
        let fields = stat[end...].split(separator: " ").dropFirst()
        let ticks = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
        return ticks.count == 2 ? (ticks[0] + ticks[1]) * 1000 / Double(ticksPerSecond) : nil
    }

    /// The number behind a name in a file of lines such as `VmHWM:   1234 kB`.
    package static func field(_ name: String, of text: String) -> Double? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line?.split { $0 == ":" || $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Double($0) }
    }
}
