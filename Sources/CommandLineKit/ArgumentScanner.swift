// SPDX-License-Identifier: Apache-2.0

/// Sorts the words after a verb into the parameters they belong to; it knows how they are written, not what they mean.
struct ArgumentScanner {
    private let shapes: [ParameterShape]
    private var words: ArraySlice<String>
    private var assignments: [Assignment] = []

    private init(_ words: [String], shapes: [ParameterShape]) {
        self.shapes = shapes
        self.words = words[...]
    }

    /// The assignments in the order of the words, or the first mistake.
    static func scan(_ words: [String], for shapes: [ParameterShape]) throws(UsageError) -> [Assignment] {
        var scanner = ArgumentScanner(words, shapes: shapes)
        try scanner.scan()
        return scanner.assignments
    }

    private mutating func scan() throws(UsageError) {
        while let word = words.popFirst() {
            if word == "--" {
                while let argument = words.popFirst() { try takeArgument(argument) }
            } else if word.hasPrefix("--") {
                try takeLong(word)
            } else if Self.looksLikeOption(word) {
                try takeShort(word)
            } else {
                try takeArgument(word)
            }
        }
        for (index, shape) in shapes.enumerated() where shape.presence == .required && !isAssigned(index) {
            throw .missingParameter(shape)
        }
    }

    /// A dash alone means standard input, and a dash before a digit is a sign.
    private static func looksLikeOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), let second = word.dropFirst().first else { return false }
        return !("0"..."9").contains(second)
    }

    private func isAssigned(_ index: Int) -> Bool {
        assignments.contains { $0.parameter == index }
    }

    private mutating func assign(_ word: String, to index: Int) {
        assignments.append(Assignment(parameter: index, word: word))
    }
}

extension ArgumentScanner {
    private mutating func takeArgument(_ word: String) throws(UsageError) {
        let place = shapes.indices.first { index in
            shapes[index].form == .argument && (shapes[index].isRepeated || !isAssigned(index))
        }
        guard let place else { throw .extraArgument(word, after: shapes) }
        assign(word, to: place)
    }

    private mutating func takeLong(_ word: String) throws(UsageError) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        let value = parts.count == 2 ? String(parts[1]) : nil

        if let index = shapes.firstIndex(where: { $0.form != .argument && $0.name == name }) {
            try take(index, attached: value)
        } else if let index = shapes.firstIndex(where: { $0.form == .flag && "no-\($0.name)" == name }) {
            guard value == nil else { throw .unexpectedValue(of: "--\(name)") }
            assign("false", to: index)
        } else {
            throw .unknownOption("--\(name)", among: shapes)
        }
    }

    /// Reads `-o json`, `-ojson`, `-o=json`, and flags that share a dash: `-qv`.
    private mutating func takeShort(_ word: String) throws(UsageError) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let index = shapes.firstIndex(where: { $0.short == letter }) else {
                throw .unknownOption("-\(letter)", among: shapes)
            }
            let isLast = shapes[index].form == .option || letters.first == "="
            guard isLast else {
                assign("true", to: index)
                continue
            }
            let attached = letters.first == "=" ? letters.dropFirst() : letters
            return try take(index, attached: letters.isEmpty ? nil : String(attached))
        }
    }

    private mutating func take(_ index: Int, attached value: String?) throws(UsageError) {
        if let value {
            assign(value, to: index)
        } else if shapes[index].form == .flag {
            assign("true", to: index)
        } else if let next = words.first, next != "--", !Self.looksLikeOption(next) {
            words.removeFirst()
            assign(next, to: index)
        } else {
            throw .missingValue(for: shapes[index], before: words.first == "--" ? nil : words.first)
        }
    }
}
