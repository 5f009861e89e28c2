// SPDX-License-Identifier: Apache-2.0

import JSONKit
import OtherPrograms
import TestSupport
import Testing
import YAMLKit

/// What is written reads back the same, here and in kubectl.
@Suite(.tags(.property), .timeLimit(.minutes(1)))
struct RoundTripTests {
    @Test("a value reads back as it was written", arguments: Seed.some(8))
    func roundTrip(_ seed: Seed) throws {
        var random = RandomValue(seed)
        for _ in 0..<200 {
            let value = random.value(depth: 4)
            for keyOrder in [YAMLKeyOrder.sorted, .written] {
                let text = YAML.serialize(value, keyOrder: keyOrder)
                #expect(try YAML.parse(Array(text.utf8)) == value, "\(text.debugDescription)")
            }
        }
    }

    @Test(
        "kubectl reads what is written, and writes the same",
        .tags(.interop),
        .enabled(if: Kubectl.installed != nil, "no kubectl on the PATH")
    )
    func kubectl() async throws {
        let kubectl = try #require(Kubectl.installed)
        let folder = TemporaryFolder()
        var random = RandomValue(1)
        let manifests = (0..<300).map { _ in
            ["apiVersion": "example.com/v1", "kind": "Case", "value": random.value(depth: 4)] as JSONValue
        }
        let files = manifests.enumerated().map { number, manifest in
            folder.write("\(number).yaml", YAML.serialize(manifest))
        }
        let read = try await kubectl.read(files, format: "json")
        #expect(read.errors.isEmpty)
        #expect(try jsonValues(in: read.output) == manifests)

        let alike = zip(manifests, files).filter { Self.isWrittenAlike($0.0) }
        #expect(alike.count > 100)
        let written = try await kubectl.read(alike.map(\.1), format: "yaml")
        var output = written.output.utf8[...]
        for (manifest, _) in alike {
            let text = YAML.serialize(manifest)
            try #require(String(output.prefix(text.utf8.count)) == text)
            output.removeFirst(text.utf8.count)
        }
        #expect(output.isEmpty)
    }

    /// Whether kubectl writes a value like this room.
    ///
    /// Not when it folds long lines, which we do not; nor when it writes `<<` or `=` without the quotes that others need;
    /// nor when there are characters that it loses, because it prints JSON by reading it as YAML.
    private static func isWrittenAlike(_ value: JSONValue) -> Bool {
        let text = YAML.serialize(value)
        let isFolded = text.split(separator: "\n").contains { $0.count > 80 }
        return !isFolded
            && !["\"<<\"", "\"=\"", "\\L", "\\N", "\\x7F", "\\uFEFF", "\\uFFFF"].contains { text.contains($0) }
    }
}
