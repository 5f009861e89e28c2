// SPDX-License-Identifier: Apache-2.0

/// How a parameter is written and described, without the type it is read into.
struct ParameterShape: Sendable {
    enum Form: Sendable {
        /// `--name`, `--no-name`, `--name=false`.
        case flag
        /// `--name VALUE`, `--name=VALUE`, `-n VALUE`.
        case option
        /// A word known by its place.
        case argument
    }

    let form: Form
    let name: String
    let short: Character?
    let help: String
    let isRepeated: Bool
    /// What a word must be, as the end of "expected …".
    let expectation: String
    let choices: [String]
    var placeholder: String
    var presence = Presence.optional
    /// The default in words, where help should show one.
    var defaultWords: [String] = []

    init<Target: ParameterTarget>(form: Form, name: String, short: Character?, help: String, reading: Target.Type) {
        self.form = form
        self.name = name
        self.short = short
        self.help = help
        isRepeated = Target.isRepeated
        expectation = Target.Word.expectation
        choices = Target.Word.choices
        placeholder = Target.Word.placeholder
    }

    /// The parameter as messages name it: `--output`, or `NAME` for an argument.
    var title: String {
        form == .argument ? placeholder : "--\(name)"
    }

    /// `--help`, which every command understands.
    static let help = ParameterShape(form: .flag, name: "help", short: "h", help: "Show this help.", reading: Bool.self)
}
