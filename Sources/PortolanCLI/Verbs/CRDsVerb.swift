// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import FileKit
internal import PortolanAPI
internal import YAMLKit

/// `portolan crds`.
struct CRDsVerb: Verb {
    static let name = "crds"
    static let summary = "Print the CustomResourceDefinitions of Portolan's kinds, for kubectl apply."
    static let parameters: [Parameter<CRDsVerb>] = [
        .option("into", into: \.folder, placeholder: "FOLDER", help: "Write a file for each of them into a folder.")
    ]

    private var folder: String?

    func run(in context: CommandContext) async throws {
        guard let folder else {
            let documents = KindDefinition.all.map(\.manifest)
            try context.console.print(YAML.serialize(documents: documents))
            return
        }
        try Folder.make(folder)
        for definition in KindDefinition.all {
            let yaml = YAML.serialize(definition.manifest)
            try File.write(Array(yaml.utf8), to: "\(folder)/\(definition.name).yaml", mode: 0o644)
        }
    }
}
