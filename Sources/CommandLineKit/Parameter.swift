// SPDX-License-Identifier: Apache-2.0

/// A parameter of a verb: how it is written, and the property of the verb that it is read into.
///
/// The property's type says the rest: an array takes the parameter repeatedly, and an optional stays nil without it.
/// The value that a fresh verb has is the default, and help shows it.
package struct Parameter<Input>: Sendable {
    /// A property of the input that a parameter is read into.
    package typealias Property<Target> = any WritableKeyPath<Input, Target> & Sendable

    let shape: ParameterShape
    /// The words that stand for the value a fresh input has.
    let defaultWords: @Sendable (Input) -> [String]
    /// Reads a word into the input; false when the word is not what is expected.
    let assign: @Sendable (inout Input, String) -> Bool

    private init<Target: ParameterTarget>(_ shape: ParameterShape, _ target: Property<Target>) {
        self.shape = shape
        defaultWords = { $0[keyPath: target].commandLineWords }
        assign = { input, word in
            guard let value = Target.Word(commandLineWord: word) else { return false }
            input[keyPath: target].take(value)
            return true
        }
    }

    /// A switch: `--name` sets it and `--no-name` clears it.
    package static func flag(
        _ name: String,
        short: Character? = nil,
        into target: Property<Bool>,
        help: String
    ) -> Parameter {
        Parameter(ParameterShape(form: .flag, name: name, short: short, help: help, reading: Bool.self), target)
    }

    /// An option with a value: `--name VALUE`, `--name=VALUE` or `-n VALUE`.
    package static func option<Target: ParameterTarget>(
        _ name: String,
        short: Character? = nil,
        into target: Property<Target>,
        placeholder: String = Target.Word.placeholder,
        presence: Presence = .optional,
        help: String
    ) -> Parameter {
        var shape = ParameterShape(form: .option, name: name, short: short, help: help, reading: Target.self)
        shape.placeholder = placeholder
        shape.presence = presence
        return Parameter(shape, target)
    }

    /// A word known by its place; it is required unless its target is an optional or an array.
    package static func argument<Target: ParameterTarget>(
        _ name: String,
        into target: Property<Target>,
        presence: Presence = Target.standsForItself ? .optional : .required,
        help: String
    ) -> Parameter {
        var shape = ParameterShape(form: .argument, name: name, short: nil, help: help, reading: Target.self)
        shape.placeholder = name.uppercased()
        shape.presence = presence
        return Parameter(shape, target)
    }
}

/// Whether a command makes sense without a parameter.
package enum Presence: Sendable {
    case optional
    case required
}
