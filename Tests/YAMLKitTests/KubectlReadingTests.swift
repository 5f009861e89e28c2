// SPDX-License-Identifier: Apache-2.0

import JSONKit
import OtherPrograms
import TestSupport
import Testing
import YAMLKit

/// Texts are read as kubectl reads them; where not, `Golden/kubectl.json` says why.
@Suite(.tags(.codec), .timeLimit(.minutes(1)))
struct KubectlReadingTests {
    @Test("a text is read as kubectl reads it", arguments: try KubectlCase.all())
    func reading(_ example: KubectlCase) throws {
        let outcome: KubectlCase.Outcome
        do throws(YAMLError) {
            outcome = example.outcome(of: try YAML.documents(in: Array(example.text.utf8)).map(\.value))
        } catch {
            outcome = .refused
            #expect(error.position != nil, "\(error)")
        }
        #expect(outcome == example.expected, "\(example.difference?.reason ?? "")")
    }

    @Test(
        "the golden file is what the installed kubectl answers",
        .tags(.interop),
        .enabled(if: Kubectl.installed != nil, "no kubectl on the PATH")
    )
    func golden() async throws {
        let kubectl = try #require(Kubectl.installed)
        let folder = TemporaryFolder()
        let cases = try KubectlCase.all()
        for example in cases.filter({ !$0.isValue }) {
            let result = try await kubectl.read([folder.write("file.yaml", example.text)], format: "json")
            let outcome = try result.errors.isEmpty ? example.outcome(of: jsonValues(in: result.output)) : .refused
            #expect(outcome == example.kubectl, "\(example.about)")
        }
        let values = cases.filter(\.isValue)
        let files = values.enumerated().map { number, example in
            folder.write("\(1000 + number).yaml", example.text)
        }
        let result = try await kubectl.read(files, format: "json")
        // What is refused is missing in the output and named in the errors.
        var documents = try jsonValues(in: result.output)[...]
        for (example, file) in zip(values, files) {
            let isRefused = result.errors.contains("\(file):")
            let outcome = isRefused ? .refused : example.outcome(of: documents.popFirst().map { [$0] } ?? [])
            #expect(outcome == example.kubectl, "\(example.about)")
        }
        #expect(documents.isEmpty)
    }
}
