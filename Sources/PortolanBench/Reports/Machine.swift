// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
internal import Glibc
package import JSONKit

/// What the figures were measured on, so that nobody compares them with those of another machine.
package struct Machine: Sendable, Equatable {
    package let processor: String
    package let cores: Int
    package let memoryGigabytes: Int
    package let kernel: String
    package let go: String?

    /// A machine as described.
    package init(processor: String, cores: Int, memoryGigabytes: Int, kernel: String, go: String?) {
        self.processor = processor
        self.cores = cores
        self.memoryGigabytes = memoryGigabytes
        self.kernel = kernel
        self.go = go
    }

    /// The machine as one line.
    package var line: String {
        let parts = ["\(cores) × \(processor)", "\(memoryGigabytes) GB", kernel, go ?? "no Go"]
        return parts.joined(separator: ", ")
    }

    /// This machine.
    static func current(go: String?) -> Machine {
        func text(_ path: String) -> String { String(decoding: (try? File.read(path)) ?? [], as: UTF8.self) }
        let model = text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
        let memory = ProcessFigures.field("MemTotal", of: text("/proc/meminfo")) ?? 0
        return Machine(
            processor: model?.split(separator: ":").last.map { String($0.drop { $0 == " " }) } ?? "unknown processor",
            cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
            memoryGigabytes: Int((memory / 1_048_576).rounded()),
            kernel: "Linux " + text("/proc/sys/kernel/osrelease").filter { !$0.isWhitespace },
            go: go
        )
    }
}

extension Machine: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("processor", processor)
            writer.field("cores", cores)
            writer.field("memoryGigabytes", memoryGigabytes)
            writer.field("kernel", kernel)
            writer.field("go", go)
        }
    }
}
