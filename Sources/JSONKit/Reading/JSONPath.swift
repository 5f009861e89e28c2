// SPDX-License-Identifier: Apache-2.0

/// The way from the root of a document to a place in its text, written as Kubernetes writes the path of a field.
struct JSONPath: CustomStringConvertible {
    private enum Step {
        case key(String?)
        case index(Int)
    }

    private var steps: [Step] = []

    /// Follows the text up to an offset; everything before it must have been read without an error.
    init(in document: RawSpan, to target: Int) {
        var offset = 0
        while offset < target {
            switch document.byte(at: offset) {
            case UInt8(ascii: "{"): steps.append(.key(nil))
            case UInt8(ascii: "["): steps.append(.index(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = steps.popLast()
            case UInt8(ascii: ","): advance()
            case UInt8(ascii: "\""):
                let end = document.endOfReadString(from: offset)
                if case .key(nil) = steps.last, end <= target {
                    steps[steps.count - 1] = .key(JSONText.unescape(document.extracting(offset + 1..<end - 1)))
                }
                offset = end - 1
            default: break
            }
            offset += 1
        }
    }

    private mutating func advance() {
        switch steps.popLast() {
        case .index(let index): steps.append(.index(index + 1))
        case .key: steps.append(.key(nil))
        case nil: break
        }
    }

    var description: String {
        var path = ""
        for step in steps {
            switch step {
            case .index(let index): path += "[\(index)]"
            case .key(let key?) where key.isPlainPathStep: path += path.isEmpty ? key : "." + key
            case .key(let key?): path += "[\(key.quotedForMessage)]"
            case .key(nil): break
            }
        }
        return path
    }
}

extension String {
    fileprivate var isPlainPathStep: Bool {
        !isEmpty
            && utf8.allSatisfy {
                $0.isASCIIDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || $0 == 0x5F || $0 == 0x2D
            }
    }
}

extension RawSpan {
    /// The offset after the closing quote of a string; beyond the document where there is none.
    fileprivate func endOfReadString(from quote: Int) -> Int {
        var offset = quote + 1
        while offset < byteCount, byte(at: offset) != UInt8(ascii: "\"") {
            offset += byte(at: offset) == UInt8(ascii: "\\") ? 2 : 1
        }
        return offset + 1
    }
}
