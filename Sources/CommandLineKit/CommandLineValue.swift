// SPDX-License-Identifier: Apache-2.0

/// A type that one word of the command line can be read into.
package protocol CommandLineValue: ParameterTarget where Word == Self {
    /// Reads a word; nil when it is not of the form that ``expectation`` describes.
    init?(commandLineWord word: String)
    /// The word that would be read into this value.
    var commandLineWord: String { get }
    /// What stands for a value in the usage line, in capitals.
    static var placeholder: String { get }
    /// What a word must be, as the end of "expected …".
    static var expectation: String { get }
    /// All words that are allowed, or none when they cannot be listed.
    static var choices: [String] { get }
}

extension CommandLineValue {
    package static var choices: [String] { [] }
}

extension String: CommandLineValue {
    package init?(commandLineWord word: String) { self = word }
    package var commandLineWord: String { self }
    package static var placeholder: String { "TEXT" }
    package static var expectation: String { "a text" }
}

extension Int: CommandLineValue {
    package init?(commandLineWord word: String) { self.init(word) }
    package var commandLineWord: String { String(self) }
    package static var placeholder: String { "NUMBER" }
    package static var expectation: String { "a whole number" }
}

extension Bool: CommandLineValue {
    package init?(commandLineWord word: String) { self.init(word) }
    package var commandLineWord: String { String(self) }
    package static var placeholder: String { "BOOLEAN" }
    package static var expectation: String { "true or false" }
    package static var choices: [String] { ["true", "false"] }
}

/// An enumeration of words is a command line value without further ado, but for its placeholder.
extension CommandLineValue where Self: CaseIterable & RawRepresentable<String> {
    package init?(commandLineWord word: String) { self.init(rawValue: word) }
    package var commandLineWord: String { rawValue }
    package static var choices: [String] { allCases.map(\.rawValue) }
    package static var expectation: String { choices.joinedAsChoice() }
}

extension [String] {
    /// The words as people list alternatives: "a", "a or b", "a, b or c".
    func joinedAsChoice() -> String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
