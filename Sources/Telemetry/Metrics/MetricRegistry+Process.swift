// SPDX-License-Identifier: Apache-2.0

extension MetricRegistry {
    /// Registers what every Prometheus client says of its process, under the names that dashboards expect.
    package func registerProcessMetrics() {
        counter("process_cpu_seconds_total", help: "Total user and system CPU time spent in seconds.") {
            ProcessStatus.current()?.cpuSeconds
        }
        gauge("process_resident_memory_bytes", help: "Resident memory size in bytes.") {
            ProcessStatus.current()?.residentBytes
        }
        gauge("process_open_fds", help: "Number of open file descriptors.") {
            ProcessStatus.openDescriptorCount()
        }
        gauge("process_max_fds", help: "Maximum number of open file descriptors.") {
            ProcessStatus.maximumDescriptorCount()
        }
        // Neither the boot nor the start of the process moves, so this is read once.
        let start = ProcessStatus.contents(of: "/proc/stat")
            .flatMap(ProcessStatus.bootSeconds)
            .flatMap { boot in ProcessStatus.current().map { boot + $0.startSecondsAfterBoot } }
        gauge("process_start_time_seconds", help: "Start time of the process since unix epoch in seconds.") { start }
    }
}
