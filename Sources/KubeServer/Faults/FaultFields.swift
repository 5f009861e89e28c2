// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// The members of an object in a fault plan, read one by one; what nobody has read at the end is a failure.
struct FaultFields {
    /// Where the object stands, for failures.
    let path: String
    private var rest: JSONObject

    init(_ json: JSONValue, at path: String) throws(APIFailure) {
        guard let object = json.object else { throw APIFailure.badRequest("\(path): an object is expected") }
        self.path = path
        rest = object
    }

    var names: [String] { rest.map(\.key) }

    mutating func text(_ name: String) throws(APIFailure) -> String? {
        try take(name, "a text") { $0.string }
    }

    mutating func integer(_ name: String) throws(APIFailure) -> Int? {
        try take(name, "a whole number") { $0.int }
    }

    mutating func number(_ name: String) throws(APIFailure) -> Int? {
        try take(name, "a whole number that is not negative") { $0.int.flatMap { $0 >= 0 ? $0 : nil } }
    }

    mutating func fraction(_ name: String) throws(APIFailure) -> Double? {
        try take(name, "a number from 0 to 1") { $0.double.flatMap { (0...1).contains($0) ? $0 : nil } }
    }

    mutating func boolean(_ name: String) throws(APIFailure) -> Bool? {
        try take(name, "true or false") { $0.bool }
    }

    mutating func milliseconds() throws(APIFailure) -> Duration {
        guard let count = try number("milliseconds") else {
            throw APIFailure.badRequest("\(path).milliseconds: a number is expected")
        }
        return .milliseconds(count)
    }

    mutating func texts(_ name: String) throws(APIFailure) -> [String] {
        let texts = try take(name, "a list of texts") { value in
            value.array.flatMap { array in
                let texts = array.compactMap(\.string)
                return texts.count == array.count ? texts : nil
            }
        }
        return texts ?? []
    }

    mutating func object(_ name: String) throws(APIFailure) -> FaultFields? {
        guard let value = rest[name] else { return nil }
        rest[name] = nil
        return try FaultFields(value, at: "\(path).\(name)")
    }

    mutating func objects(_ name: String) throws(APIFailure) -> [FaultFields] {
        var objects: [FaultFields] = []
        for (index, value) in (try take(name, "a list") { $0.array } ?? []).enumerated() {
            objects.append(try FaultFields(value, at: "\(path).\(name)[\(index)]"))
        }
        return objects
    }

    /// Fails when there is something that nobody has read.
    func end() throws(APIFailure) {
        guard let name = names.first else { return }
        throw APIFailure.badRequest("\(path): there is no field \"\(name)\"")
    }

    private mutating func take<Value>(
        _ name: String,
        _ expected: String,
        _ read: (JSONValue) -> Value?
    ) throws(APIFailure) -> Value? {
        guard let value = rest[name] else { return nil }
        rest[name] = nil
        guard let result = read(value) else {
            throw APIFailure.badRequest("\(path).\(name): \(expected) is expected")
        }
        return result
    }
}
