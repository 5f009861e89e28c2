// SPDX-License-Identifier: Apache-2.0

import Telemetry

/// A strict reader of the Prometheus text format, as far as this project writes it.
///
/// It asks for more than a scraper: HELP and TYPE before the samples, every family once, no sample twice.
struct MetricsText {
    struct Sample: Hashable, CustomStringConvertible {
        let name: String
        let labels: [String: String]
        let value: Double

        var description: String {
            let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.debugDescription)" }
            return "\(name){\(pairs.joined(separator: ","))} \(value)"
        }
    }

    struct Family {
        let help: String
        let type: String
        var samples: [Sample] = []
    }

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    static func parse(_ bytes: [UInt8]) throws -> [String: Family] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed(description: "no UTF-8") }
        guard text.isEmpty || text.hasSuffix("\n") else { throw Malformed(description: "no line break at the end") }
        var families: [String: Family] = [:]
        var help: (name: String, text: String)?
        var current: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            if line.hasPrefix("# HELP ") {
                help = (words[2], try unescape(words[3], quotes: false))
            } else if line.hasPrefix("# TYPE ") {
                guard let given = help, given.name == words[2], families[words[2]] == nil else {
                    throw Malformed(description: "a type without help, or a family twice: \(line)")
                }
                families[words[2]] = Family(help: given.text, type: words[3])
                (current, help) = (words[2], nil)
            } else {
                let sample = try sample(String(line))
                guard let current, belongs(sample.name, to: current, families[current]?.type) else {
                    throw Malformed(description: "a sample outside of its family: \(line)")
                }
                let isNew = families[current]?.samples.contains { ($0.name, $0.labels) == (sample.name, sample.labels) }
                guard isNew == false else { throw Malformed(description: "a sample twice: \(line)") }
                families[current]?.samples.append(sample)
            }
        }
        return families
    }

    private static func belongs(_ name: String, to family: String, _ type: String?) -> Bool {
        guard type == "histogram" else { return name == family }
        return ["_bucket", "_sum", "_count"].contains { name == family + $0 }
    }

    private static func sample(_ line: String) throws -> Sample {
        guard let blank = line.lastIndex(of: " "), let value = number(line[line.index(after: blank)...]) else {
            throw Malformed(description: "no value: \(line)")
        }
        let series = line[..<blank]
        guard let brace = series.firstIndex(of: "{") else {
            return Sample(name: try identifier(series), labels: [:], value: value)
        }
        guard series.hasSuffix("}") else { throw Malformed(description: "labels without end: \(line)") }
        let labels = try labels(series[series.index(after: brace)...].dropLast())
        return Sample(name: try identifier(series[..<brace]), labels: labels, value: value)
    }

    private static func labels(_ text: Substring) throws -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "="), rest[rest.index(after: equals)...].first == "\"" else {
                throw Malformed(description: "no label: \(rest)")
            }
            var end = rest.index(equals, offsetBy: 2)
            while end < rest.endIndex, rest[end] != "\"" {
                end = rest.index(end, offsetBy: rest[end] == "\\" ? 2 : 1)
            }
            guard end < rest.endIndex else { throw Malformed(description: "a value without end: \(rest)") }
            let value = try unescape(String(rest[rest.index(equals, offsetBy: 2)..<end]), quotes: true)
            guard labels.updateValue(value, forKey: try identifier(rest[..<equals])) == nil else {
                throw Malformed(description: "a label twice: \(rest)")
            }
            rest = rest[rest.index(after: end)...]
            guard rest.isEmpty || rest.first == "," else { throw Malformed(description: "no comma: \(rest)") }
            rest = rest.dropFirst()
        }
        return labels
    }

    private static func identifier(_ text: Substring) throws -> String {
        let isName = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") }
        guard isName, let first = text.first, !first.isNumber else { throw Malformed(description: "no name: \(text)") }
        return String(text)
    }

    private static func number(_ text: Substring) -> Double? {
        switch text {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        case "NaN": .nan
        default: text.allSatisfy { "0123456789+-.e".contains($0) } ? Double(text) : nil
        }
    }

    private static func unescape(_ text: String, quotes: Bool) throws -> String {
        var result = ""
        var characters = text.makeIterator()
        while let character = characters.next() {
            guard character == "\\" else {
                result.append(character)
                continue
            }
            switch characters.next() {
            case "\\": result.append("\\")
            case "n": result.append("\n")
            case "\"" where quotes: result.append("\"")
            default: throw Malformed(description: "an unknown escape: \(text)")
            }
        }
        return result
    }
}
