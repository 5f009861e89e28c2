// SPDX-License-Identifier: Apache-2.0

/// What holds for every file: a licence, a length that can be read, and no notes to self.
struct FileCheck {
    static let licence = "// SPDX-License-Identifier: Apache-2.0"
    /// Marks of unfinished work, spelt so that this file does not contain them.
    static let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]

    let longFiles: [String: String]
    let maximumLength: Int

    func findings(in file: SourceFile) -> [Finding] {
        var findings: [Finding] = []
        if !file.text.hasPrefix(Self.licence + "\n") {
            findings.append(file.finding("the first line must be \(Self.licence)", at: 0))
        }
        if file.lines.count > maximumLength, longFiles[file.path] == nil {
            let advice = "tell two stories in two files, or give the reason in Architecture.longFiles"
            findings.append(file.finding("has \(file.lines.count) lines, more than \(maximumLength); \(advice)", at: 0))
        }
        for mark in Self.marks {
            findings += file.findings("\(mark): unfinished work is an issue, not a comment") {
                $0.comment.contains(mark) || $0.code.contains(mark)
            }
        }
        return findings
    }
}
