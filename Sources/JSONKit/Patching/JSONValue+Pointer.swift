// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The value at a place, or nil when the place does not exist.
    package subscript(pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            guard let next = value.child(token) else { return nil }
            value = next
        }
        return value
    }

    /// The value at a place; an error that says where the way ends when the place does not exist.
    package func value(at pointer: JSONPointer) throws(JSONError) -> JSONValue {
        var value = self
        for (depth, token) in pointer.tokens.enumerated() {
            guard let next = value.child(token) else { throw value.missing(token, below: pointer, depth: depth) }
            value = next
        }
        return value
    }

    /// Adds a value as RFC 6902 has it: sets a member, or inserts before an element or, at `-`, after the last.
    package mutating func add(_ value: JSONValue, at pointer: JSONPointer) throws(JSONError) {
        try change(at: pointer) { (parent, token) throws(JSONError) in
            guard let token else {
                parent = value
                return
            }
            switch parent {
            case .object:
                parent[token] = value
            case .array(let elements):
                guard let index = Self.index(token, upTo: elements.count, orEnd: elements.count) else {
                    throw parent.missing(token, below: pointer, depth: pointer.tokens.count - 1)
                }
                parent.changeElements { $0.insert(value, at: index) }
            default:
                throw parent.missing(token, below: pointer, depth: pointer.tokens.count - 1)
            }
        }
    }

    /// Removes the value at a place, and returns it.
    @discardableResult
    package mutating func remove(at pointer: JSONPointer) throws(JSONError) -> JSONValue {
        try exchange(at: pointer, for: nil)
    }

    /// Puts a value in the place of one that is there, and returns the one that was.
    @discardableResult
    package mutating func replace(at pointer: JSONPointer, with value: JSONValue) throws(JSONError) -> JSONValue {
        try exchange(at: pointer, for: value)
    }

    private mutating func exchange(
        at pointer: JSONPointer,
        for new: JSONValue?
    ) throws(JSONError) -> JSONValue {
        var old = JSONValue.null
        try change(at: pointer) { (parent, token) throws(JSONError) in
            guard let token else {
                old = parent
                parent = new ?? .null
                return
            }
            guard let child = parent.child(token) else {
                throw parent.missing(token, below: pointer, depth: pointer.tokens.count - 1)
            }
            old = child
            if case .object = parent {
                parent[token] = new
            } else if let index = Int(token) {
                parent.changeElements { elements in
                    if let new { elements[index] = new } else { elements.remove(at: index) }
                }
            }
        }
        return old
    }

    /// Gives the parent of a place and the last token to the closure, or the root and nil.
    ///
    /// On the way down every parent lets go of its child, so that the change happens in place and copies nothing.
    private mutating func change(
        at pointer: JSONPointer,
        depth: Int = 0,
        _ body: (inout JSONValue, String?) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard depth < pointer.tokens.count - 1 else { return try body(&self, pointer.tokens.last) }
        let token = pointer.tokens[depth]
        guard var child = child(token) else { throw missing(token, below: pointer, depth: depth) }
        setChild(token, to: .null)
        // Put back even when the change fails, so that whoever catches the error has the value as it was.
        defer { setChild(token, to: child) }
        try child.change(at: pointer, depth: depth + 1, body)
    }
}

extension JSONValue {
    private func child(_ token: String) -> JSONValue? {
        switch self {
        case .object(let object): object[token]
        case .array(let elements): Self.index(token, upTo: elements.count - 1).map { elements[$0] }
        default: nil
        }
    }

    private mutating func setChild(_ token: String, to value: JSONValue) {
        if case .object = self {
            self[token] = value
        } else if let index = Int(token) {
            changeElements { $0[index] = value }
        }
    }

    private mutating func changeElements(_ body: (inout [JSONValue]) -> Void) {
        guard case .array(var elements) = self else { return }
        self = .null
        body(&elements)
        self = .array(elements)
    }

    /// The index that a token stands for: digits without a leading zero, or `-` for the end where that is allowed.
    private static func index(_ token: String, upTo last: Int, orEnd end: Int? = nil) -> Int? {
        if token == "-" { return end }
        guard token.utf8.allSatisfy(\.isASCIIDigit), token == "0" || token.utf8.first != UInt8(ascii: "0") else {
            return nil
        }
        return Int(token).flatMap { $0 <= last ? $0 : nil }
    }

    /// Says why there is nothing at a token.
    private func missing(_ token: String, below pointer: JSONPointer, depth: Int) -> JSONError {
        let place = JSONPointer(Array(pointer.tokens.prefix(depth))).description
        let parent = place.isEmpty ? "the root" : place
        let token = token.quotedForMessage
        return switch self {
        case .object: JSONError(.pointer, "\(parent) has no member \(token)")
        case .array(let elements): JSONError(.pointer, "\(parent) has \(elements.count) elements and no index \(token)")
        default: JSONError(.pointer, "\(parent) is \(kind.rawValue) and has no member \(token)")
        }
    }
}
