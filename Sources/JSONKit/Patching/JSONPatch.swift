// SPDX-License-Identifier: Apache-2.0

/// A list of operations on a JSON value, as RFC 6902 has it; applied as a whole or not at all.
package struct JSONPatch: Sendable, Hashable {
    /// One operation.
    package enum Operation: Sendable, Hashable {
        case add(JSONPointer, JSONValue)
        case remove(JSONPointer)
        case replace(JSONPointer, JSONValue)
        case move(JSONPointer, from: JSONPointer)
        case copy(JSONPointer, from: JSONPointer)
        case test(JSONPointer, JSONValue)
    }

    /// What a member that is not there counts as.
    package enum MissingMembers: Sendable {
        /// An error, as RFC 6902 has it.
        case refused
        /// Null, as the library has it that Kubernetes uses (evanphx/json-patch 4): it can be replaced, tested for and
        /// copied, but not removed.
        case null
    }

    /// How much work a patch may ask for, as an API server limits it.
    package struct Limits: Sendable {
        /// How many operations a patch may have.
        package var operationCount = 10_000

        /// How many bytes of JSON the `copy` operations of a patch may add: each could double the value.
        package var copiedByteCount = 3 << 20

        /// The limits of a Kubernetes API server.
        package init() {}
    }

    /// The operations in the order in which they are applied.
    package var operations: [Operation]

    /// A patch of operations.
    package init(_ operations: [Operation]) {
        self.operations = operations
    }

    /// Applies the operations to a value in turn; the value is unchanged when one of them fails.
    ///
    /// The error names the index of the operation and its path.
    package func apply(
        to value: inout JSONValue,
        limits: Limits = Limits(),
        missingMembers: MissingMembers = .refused
    ) throws(JSONError) {
        guard operations.count <= limits.operationCount else {
            let message = "the patch has \(operations.count) operations; the limit is \(limits.operationCount)"
            throw JSONError(.limit, message)
        }
        var result = value
        var copiedByteCount = 0
        for (index, operation) in operations.enumerated() {
            do throws(JSONError) {
                try operation.apply(to: &result, missingMembers, copiedByteCount: &copiedByteCount)
                guard copiedByteCount <= limits.copiedByteCount else {
                    let message = "the patch copies more than \(limits.copiedByteCount) bytes"
                    throw JSONError(.limit, message)
                }
            } catch {
                let code = error.code == .limit ? JSONError.Code.limit : .patch
                throw JSONError(code, "operation \(index) (\(operation)): \(error.message)")
            }
        }
        value = result
    }

    /// The value with the operations applied.
    package func applied(to value: JSONValue, limits: Limits = Limits()) throws(JSONError) -> JSONValue {
        var value = value
        try apply(to: &value, limits: limits)
        return value
    }
}

extension JSONPatch.Operation {
    fileprivate func apply(
        to value: inout JSONValue,
        _ missing: JSONPatch.MissingMembers,
        copiedByteCount: inout Int
    ) throws(JSONError) {
        switch self {
        case .add(let path, let new):
            try value.add(new, at: path)
        case .remove(let path):
            try value.remove(at: path)
        case .replace(let path, let new):
            if missing == .null, value.lacksMember(at: path) {
                try value.add(new, at: path)
            } else {
                try value.replace(at: path, with: new)
            }
        case .move(let path, let from):
            let moved = try value.value(at: from)
            guard path != from else { return }
            guard !path.isInside(from) else { throw JSONError(.patch, "a value cannot be moved into itself") }
            try value.remove(at: from)
            try value.add(moved, at: path)
        case .copy(let path, let from):
            let copied = try value.value(at: from, missing)
            copiedByteCount += copied.serialized().count
            try value.add(copied, at: path)
        case .test(let path, let expected):
            let found = try value.value(at: path, missing)
            guard found != expected else { return }
            throw JSONError(.patch, Self.mismatch(expected, found))
        }
    }

    /// Says how two values differ, without the text of a string: it may be somebody's secret.
    private static func mismatch(_ expected: JSONValue, _ found: JSONValue) -> String {
        switch (expected, found) {
        case (.number, .number), (.bool, .bool):
            "expected \(expected.serializedText()), found \(found.serializedText())"
        case _ where expected.kind != found.kind: "expected \(expected.kind.rawValue), found \(found.kind.rawValue)"
        default: "found \(found.kind.rawValue), but not the expected one"
        }
    }
}

extension JSONValue {
    /// The value at a place, where a member that is not there may count as null.
    fileprivate func value(
        at pointer: JSONPointer,
        _ missing: JSONPatch.MissingMembers
    ) throws(JSONError) -> JSONValue {
        missing == .null && lacksMember(at: pointer) ? .null : try value(at: pointer)
    }

    /// Whether there is an object of which the pointer names a member that is not there.
    fileprivate func lacksMember(at pointer: JSONPointer) -> Bool {
        guard let name = pointer.tokens.last,
            let parent = self[JSONPointer(Array(pointer.tokens.dropLast()))],
            case .object(let object) = parent
        else { return false }
        return object[name] == nil
    }
}

extension JSONPatch.Operation: CustomStringConvertible {
    /// The operation and its path.
    package var description: String {
        switch self {
        case .add(let path, _): "add \(path)"
        case .remove(let path): "remove \(path)"
        case .replace(let path, _): "replace \(path)"
        case .move(let path, let from): "move \(from) to \(path)"
        case .copy(let path, let from): "copy \(from) to \(path)"
        case .test(let path, _): "test \(path)"
        }
    }
}
