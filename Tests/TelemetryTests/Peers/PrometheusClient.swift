// SPDX-License-Identifier: Apache-2.0

import Glibc
import JSONKit
import Telemetry
import TestSupport

/// The parser of Prometheus' own client for Python, in the virtual environment at the root of the repository.
enum PrometheusClient {
    enum Failure: Error {
        case cannotWrite
        case cannotRun
        case failed(String)
    }

    /// Prints the samples of the file that it is given as a JSON array of `[name, labels, value]`.
    private static let script = """
        import json, sys
        from prometheus_client.parser import text_string_to_metric_families
        text = open(sys.argv[1], encoding="utf-8", newline="").read()
        samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
        print(json.dumps([[s.name, s.labels, repr(s.value)] for s in samples]))
        """

    static let isInstalled: Bool = {
        let status = try? run("-c 'import prometheus_client'").status
        return status == 0
    }()

    static func samples(in text: [UInt8]) throws -> [MetricsText.Sample] {
        var name = Array("/tmp/portolan-metrics-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { throw Failure.cannotWrite }
        let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer {
            close(descriptor)
            unsafe unlink(path)
        }
        let count = unsafe text.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == text.count else { throw Failure.cannotWrite }
        let (status, output) = try run("-c '\(script)' '\(path)'")
        guard status == 0 else { throw Failure.failed(output) }
        return try (JSONValue(parsing: output).array ?? []).map { row in
            guard let name = row[0]?.string, let value = row[2]?.string, let number = Double(value) else {
                throw Failure.failed("\(row)")
            }
            let labels = (row[1]?.object).map { object in object.map { ($0.key, $0.value.string ?? "") } } ?? []
            return MetricsText.Sample(name: name, labels: Dictionary(uniqueKeysWithValues: labels), value: number)
        }
    }

    private static func run(_ arguments: String) throws -> (status: Int32, output: String) {
        guard let pipe = unsafe popen("'\(ProjectFolder.python)' \(arguments) 2>&1", "r") else {
            throw Failure.cannotRun
        }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, pipe)
            guard count > 0 else { break }
            output += chunk[..<count]
        }
        return (unsafe pclose(pipe), String(decoding: output, as: UTF8.self))
    }
}
