// SPDX-License-Identifier: Apache-2.0

/// What a command does, with its parameters as properties.
///
/// A verb is one small file: its name, one line of summary, the parameters with the properties they are read into, and
/// ``run(in:)``. A fresh verb holds the defaults.
package protocol Verb: Sendable {
    /// The word that calls it.
    static var name: String { get }
    /// One sentence for the list of commands.
    static var summary: String { get }
    /// Paragraphs of help after the summary; lines that start with two spaces are kept as they are,
    /// and `{program}` stands for the program's name.
    static var discussion: String { get }
    /// What may follow the name.
    static var parameters: [Parameter<Self>] { get }
    /// A verb with all defaults.
    init()
    /// Does it; what is thrown is printed as an error.
    func run(in context: CommandContext) async throws
}

extension Verb {
    package static var discussion: String { "" }
    package static var parameters: [Parameter<Self>] { [] }
}

/// What a verb is given besides its parameters.
package struct CommandContext: Sendable {
    /// Where to write.
    package let console: Console
    /// The whole tree of commands, for verbs that speak of it.
    package let tool: Command
}
