// SPDX-License-Identifier: Apache-2.0

/// Text that is broken at spaces to fit a width.
///
/// Paragraphs are separated by empty lines. Lines that start with two spaces (examples, tables) are kept as they are;
/// a no-break space stays together and comes out as a plain one.
package struct TextBlock {
    private let lines: [Substring]

    /// A text with its own line breaks.
    package init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The text with its first line indented by `indent`, and the others by `hanging`.
    package func wrapped(to width: Int, indent: Int = 0, hanging: Int = 0) -> String {
        var output: [String] = []
        var line = ""
        func flush() {
            if !line.isEmpty { output.append(line) }
            line = ""
        }
        for source in lines {
            if source.isEmpty || source.hasPrefix("  ") {
                flush()
                output.append(String(source))
                continue
            }
            for word in source.split(separator: " ") {
                let margin = String(repeating: " ", count: output.isEmpty ? indent : hanging)
                if line.isEmpty {
                    line = margin + word
                } else if line.count + 1 + word.count <= width {
                    line += " " + word
                } else {
                    flush()
                    line = String(repeating: " ", count: hanging) + word
                }
            }
        }
        flush()
        return output.joined(separator: "\n").replacing("\u{A0}", with: " ")
    }
}
