// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What Linux says of this process under `/proc/self` (proc(5)).
package struct ProcessStatus: Equatable {
    /// User and system time.
    package let cpuSeconds: Double
    /// The memory that is in use.
    package let residentBytes: Double
    /// When the process started, in seconds after the machine did.
    package let startSecondsAfterBoot: Double

    package init(cpuSeconds: Double, residentBytes: Double, startSecondsAfterBoot: Double) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.startSecondsAfterBoot = startSecondsAfterBoot
    }

    /// Reads the text of `/proc/self/stat`.
    ///
    /// The second field is the name of the program in parentheses, which may contain blanks and parentheses itself; the
    /// third one follows the last parenthesis.
    package init?(stat: String, ticksPerSecond: Double, pageSize: Double) {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(whereSeparator: \.isWhitespace)
        func field(_ number: Int) -> Double? {
            fields.indices.contains(number - 3) ? Double(fields[number - 3]) : nil
        }
        guard let user = field(14), let system = field(15), let start = field(22), let pages = field(24) else {
            return nil
        }
        cpuSeconds = (user + system) / ticksPerSecond
        residentBytes = pages * pageSize
        startSecondsAfterBoot = start / ticksPerSecond
    }

    /// The status of this process, or nil where there is no `/proc`.
    static func current() -> ProcessStatus? {
        guard let stat = contents(of: "/proc/self/stat") else { return nil }
        return ProcessStatus(
            stat: stat,
            ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
            pageSize: Double(sysconf(Int32(_SC_PAGESIZE)))
        )
    }

    /// When the machine started, in seconds since the epoch: the line `btime` of `/proc/stat`.
    package static func bootSeconds(stat: String) -> Double? {
        for line in stat.split(separator: "\n") where line.hasPrefix("btime ") {
            return Double(line.dropFirst("btime ".count))
        }
        return nil
    }

    /// How many file descriptors are open, without the one that is needed for counting.
    static func openDescriptorCount() -> Double? {
        guard let directory = unsafe opendir("/proc/self/fd") else { return nil }
        defer { unsafe closedir(directory) }
        var count = 0
        while unsafe readdir(directory) != nil {
            count += 1
        }
        // The entries `.` and `..`, and the descriptor of the directory.
        return Double(count - 3)
    }

    /// How many file descriptors may be open.
    static func maximumDescriptorCount() -> Double? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Double(limit.rlim_cur)
    }

    /// The text of a small file; those under `/proc` have no size that could be asked for.
    static func contents(of path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { return nil }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
