// SPDX-License-Identifier: Apache-2.0

import CYAML

extension YAMLError {
    /// What made libyaml stop, in words that name the place and, for the usual mistakes, the remedy.
    init(_ parser: yaml_parser_t, in text: Span<UInt8>) {
        let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "the text cannot be read"
        switch unsafe parser.error {
        case YAML_MEMORY_ERROR:
            self.init(.limit, at: nil, "not enough memory to read YAML")
        case YAML_READER_ERROR:
            let position = unsafe SourceText.position(ofByteAt: parser.problem_offset, in: text)
            self.init(.encoding, at: position, problem)
        default:
            let mark = unsafe parser.problem_mark
            let culprit = SourceText.byte(ofCharacter: mark.index, in: text)
            let remedy = Self.remedy(for: problem, at: culprit).map { "; \($0)" } ?? ""
            let context = unsafe Self.context(of: parser)
            let complaint = Complaint(text: problem, isOfScanner: unsafe parser.error == YAML_SCANNER_ERROR)
            self.init(.syntax, at: YAMLPosition(mark), problem + context + remedy, complaint: complaint)
        }
    }

    private static func context(of parser: yaml_parser_t) -> String {
        guard let context = unsafe parser.context else { return "" }
        let words = unsafe String(cString: context)
        let start = unsafe YAMLPosition(parser.context_mark)
        return unsafe start < YAMLPosition(parser.problem_mark) ? " \(words) that began at \(start)" : " \(words)"
    }

    private static func remedy(for problem: String, at culprit: UInt8?) -> String? {
        switch (problem, culprit) {
        case ("found character that cannot start any token", UInt8(ascii: "\t")),
            ("found a tab character that violates indentation", _):
            "indent with spaces, YAML takes no tabs there"
        case ("found character that cannot start any token", _):
            "put a text that begins with this character in quotes"
        case ("mapping values are not allowed in this context", _):
            "check the indentation, or put the text in quotes if it contains \": \""
        case ("did not find expected key", _), ("did not find expected '-' indicator", _):
            "check the indentation"
        case ("did not find expected <document start>", _):
            "check the indentation, or begin a new document with ---"
        case ("could not find expected ':'", _):
            "every entry of a mapping is written \"key: value\""
        default:
            nil
        }
    }
}
