// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("What the events of a watch repeat", .tags(.codec))
struct RepeatedTextTests {
    private static func object(_ number: Int, labels: String) -> String {
        #"{"type":"ADDED","object":{"kind":"ConfigMap","metadata":{"name":"x\#(number)","resourceVersion":"\#(number)","#
            + #""namespace":"a-namespace-with-a-long-name","labels":\#(labels)}}}"#
    }

    private static func metadata(_ line: String, _ repetitions: inout JSONRepetitions) throws -> ObjectMeta {
        let bytes = Array(line.utf8)
        let event = try WatchEvent<PartialObject>(parsing: unsafe bytes.span.bytes, sharing: &repetitions)
        guard case .added(let object) = event else { throw JSONError(.invalidValue, "no object was added") }
        return object.metadata
    }

    /// Where the text of a string is that is too long to stand in the string itself.
    private static func address(_ text: String?) -> UInt? {
        unsafe text?.utf8.withContiguousStorageIfAvailable { UInt(bitPattern: $0.baseAddress) } ?? nil
    }

    @Test("exists once: namespaces, the keys and the values of labels")
    func sharing() throws {
        var repetitions = JSONRepetitions()
        let labels = #"{"app.kubernetes.io/managed-by":"a-tool-with-a-long-name"}"#
        let others = #"{"app.kubernetes.io/managed-by":"a-tool-with-a-long-name","team":"x"}"#
        let first = try Self.metadata(Self.object(1, labels: labels), &repetitions)
        for line in [Self.object(2, labels: labels), Self.object(3, labels: others)] {
            let next = try Self.metadata(line, &repetitions)
            #expect(Self.address(next.namespace) == Self.address(first.namespace))
            let value = "app.kubernetes.io/managed-by"
            #expect(Self.address(next.labels[value]) == Self.address(first.labels[value]))
        }
    }

    @Test("is not confused with what is different, by seed", arguments: Seed.some(10))
    func differences(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        var repetitions = JSONRepetitions()
        for number in 1...3_000 {
            let key = "a-key-of-a-label-\(Int.random(in: 0..<60, using: &random))"
            let value = "a-value-of-a-label-\(Int.random(in: 0..<60, using: &random))"
            let metadata = try Self.metadata(Self.object(number, labels: #"{"\#(key)":"\#(value)"}"#), &repetitions)
            #expect(metadata.labels == [key: value])
            #expect(metadata.name == "x\(number)")
        }
    }

    @Test("survives a line that is not understood")
    func failure() throws {
        var repetitions = JSONRepetitions()
        let labels = #"{"app.kubernetes.io/managed-by":"a-tool-with-a-long-name"}"#
        let first = try Self.metadata(Self.object(1, labels: labels), &repetitions)
        #expect(throws: JSONError.self) { try Self.metadata(#"{"type":"ADDED","object":{"#, &repetitions) }
        let next = try Self.metadata(Self.object(2, labels: labels), &repetitions)
        #expect(Self.address(next.namespace) == Self.address(first.namespace))
    }
}
