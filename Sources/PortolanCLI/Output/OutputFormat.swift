// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import JSONKit
internal import YAMLKit

/// How a verb prints its result: for people, or for programs.
enum OutputFormat: String, CaseIterable, CommandLineValue {
    case text
    case json
    case yaml

    static var placeholder: String { "FORMAT" }

    /// A result in this format: as text, or as the document; without a line feed at the end.
    func render(text: String, document: JSONValue) -> String {
        switch self {
        case .text: text
        case .json: document.serializedText(.pretty)
        case .yaml: String(YAML.serialize(document, keyOrder: .written).dropLast())
        }
    }
}
