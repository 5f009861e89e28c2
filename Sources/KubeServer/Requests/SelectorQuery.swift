// SPDX-License-Identifier: Apache-2.0

internal import KubeCore
internal import KubeSchema

/// Reads the selectors of a query, and says what is wrong with them as Kubernetes does.
enum SelectorQuery {
    /// The objects with labels; all of them without a text.
    static func labels(_ text: String?) throws(APIFailure) -> LabelSelector {
        guard let text, !text.isEmpty else { return .everything }
        do throws(KubeFormatError) {
            return try LabelSelector(query: text)
        } catch {
            let complaint = LabelSelectorSyntax.complaint(about: text)
            throw APIFailure.badRequest(complaint ?? "unable to parse requirement: \(error.message)")
        }
    }

    /// The objects with fields; all of them without a text.
    static func fields(_ text: String?) throws(APIFailure) -> FieldSelector {
        guard let text, !text.isEmpty else { return .everything }
        do throws(KubeFormatError) {
            return try FieldSelector(query: text)
        } catch {
            throw APIFailure.badRequest(complaint(aboutFields: text) ?? "\(error)")
        }
    }

    /// apimachinery, `pkg/fields/selector.go`.
    private static func complaint(aboutFields text: String) -> String? {
        for term in terms(of: text) where !term.isEmpty {
            guard let equals = term.firstIndex(of: "=") else {
                return "invalid selector: '\(text)'; can't understand '\(term)'"
            }
            var value = term[term.index(after: equals)...]
            if term[..<equals].last != "!", value.first == "=" { value.removeFirst() }
            if let complaint = complaint(aboutValue: value) { return "invalid field selector: \(complaint)" }
        }
        return nil
    }

    private static func terms(of text: String) -> [Substring] {
        var (terms, start, isEscaped): ([Substring], String.Index, Bool) = ([], text.startIndex, false)
        for index in text.indices {
            if isEscaped {
                isEscaped = false
            } else if text[index] == "\\" {
                isEscaped = true
            } else if text[index] == "," {
                terms.append(text[start..<index])
                start = text.index(after: index)
            }
        }
        return terms + [text[start...]]
    }

    private static func complaint(aboutValue value: Substring) -> String? {
        var isEscaped = false
        for character in value {
            let isSpecial = ["\\", ",", "="].contains(character)
            if isEscaped {
                if !isSpecial { return "invalid escape sequence: \\\(character)" }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if isSpecial {
                // Go prints the number of the character here.
                let number = character.unicodeScalars.first?.value ?? 0
                return "unescaped character in value: \(number)"
            }
        }
        return isEscaped ? "invalid escape sequence: \\" : nil
    }
}
