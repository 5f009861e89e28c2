// SPDX-License-Identifier: Apache-2.0

/// A property that a parameter can be read into: a value, an optional of one, or an array of them.
package protocol ParameterTarget: Sendable {
    /// What one word is read into.
    associatedtype Word: CommandLineValue
    /// Whether the parameter may be given more than once.
    static var isRepeated: Bool { get }
    /// Whether a fresh verb has a value here that makes sense.
    static var standsForItself: Bool { get }
    /// The words that would be read into this value.
    var commandLineWords: [String] { get }
    /// Takes one more word: the last one counts, or all do.
    mutating func take(_ word: Word)
}

extension ParameterTarget where Self: CommandLineValue, Word == Self {
    package static var isRepeated: Bool { false }
    package static var standsForItself: Bool { false }
    package var commandLineWords: [String] { [commandLineWord] }
    package mutating func take(_ word: Self) { self = word }
}

extension Optional: ParameterTarget where Wrapped: CommandLineValue {
    package static var isRepeated: Bool { false }
    package static var standsForItself: Bool { true }
    package var commandLineWords: [String] { map { [$0.commandLineWord] } ?? [] }
    package mutating func take(_ word: Wrapped) { self = word }
}

extension Array: ParameterTarget where Element: CommandLineValue {
    package static var isRepeated: Bool { true }
    package static var standsForItself: Bool { true }
    package var commandLineWords: [String] { map(\.commandLineWord) }
    package mutating func take(_ word: Element) { append(word) }
}
