// SPDX-License-Identifier: Apache-2.0

/// What is never the same twice in an output, and the words that stand for it.
enum VaryingParts {
    static func replaced(in output: String) -> String {
        var text = output
        // kubectl's own log, of what it will try again.
        text.replace(/[IWE][0-9]{4} [0-9:.]+ +[0-9]+ [^\n]*\n/, with: "")
        text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "<uid>")
        text.replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z/, with: "<time>")
        // As descriptions show a time.
        text.replace(/[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [+-][0-9]{4}/, with: "<time>")
        text.replace(/(resourceVersion"?: *"?|Resource Version: *)[0-9]+/) { "\($0.1)<version>" }
        text.replace(/(?:https:\/\/)?127\.0\.0\.1:[0-9]{4,5}/, with: "<server>")
        // kubectl says from where it deletes since 1.34.
        text.replace(/(deleted) from [a-z0-9-]+ namespace/) { "\($0.1)" }
        text.replace(/( {2})(?:[0-9]+[smhdy])+(?= {2}|\n|$)/) { "\($0.1)<age>" }
        // The columns behind an age stand where its length puts them.
        text.replace(/(\bAGE|<age>) +(?=[^ \n])/) { "\($0.1)   " }
        return text
    }
}
