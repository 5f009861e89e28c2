// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// The byte between the two documents of an input; it occurs in no UTF-8.
private let separator: UInt8 = 0xFF

/// What libFuzzer calls with each input: a document, or a document and a patch.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    checkThatReadersAgree(on: input)
    let parts = input.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
    guard parts.count == 2, let document = try? JSONValue(parsing: parts[0]) else { return 0 }
    checkPointer(String(decoding: parts[1], as: UTF8.self), in: document)
    guard let change = try? JSONValue(parsing: parts[1]) else { return 0 }
    checkMergePatch(change, on: document)
    guard let patch = try? JSONPatch(parsing: parts[1]) else { return 0 }
    checkPatch(patch, on: document)
    return 0
}

/// Stops the fuzzer, which then keeps the input.
private func require(_ condition: Bool, _ rule: StaticString) {
    if !condition { fatalError("\(rule)") }
}

private func checkThatReadersAgree(on input: [UInt8]) {
    for options in [JSONReader.Options(), .strict] {
        let results = [
            result { () throws(JSONError) in _ = try SkippedValue(parsing: input, options: options) },
            result { () throws(JSONError) in _ = try WalkedValue(parsing: input, options: options) },
            result { () throws(JSONError) in _ = try JSONValue(parsing: input, options: options) },
        ]
        require(Set(results.map { $0 == nil }).count == 1, "skipping, walking and reading agree")
        for error in results.compacted {
            require(0...input.count ~= error.location?.offset ?? 0, "an error is inside of the document")
            require(!error.description.isEmpty, "an error has something to say")
        }
    }
    guard let value = try? JSONValue(parsing: input) else { return }
    require(String(validating: input, as: UTF8.self) != nil, "what is accepted is UTF-8")
    checkRoundTrip(value)
}

private func checkRoundTrip(_ value: JSONValue) {
    for style in [JSONStyle.compact, .sortedKeys, .pretty] {
        let written = value.serialized(style)
        guard let read = try? JSONValue(parsing: written) else { fatalError("what is written can be read") }
        require(read == value, "what is read back is equal")
        require(read.hashValue == value.hashValue, "equal values have equal hashes")
        require(read.serialized(style) == written, "equal values are written alike")
    }
}

private func checkPointer(_ text: String, in document: JSONValue) {
    guard let pointer = try? JSONPointer(parsing: text) else { return }
    require((try? JSONPointer(parsing: pointer.description)) == pointer, "a pointer is read back equal")
    require((try? document.value(at: pointer)) == document[pointer], "the two ways to follow a pointer agree")
}

private func checkMergePatch(_ patch: JSONValue, on document: JSONValue) {
    let merged = document.merged(with: patch)
    require(merged.merged(with: patch) == merged, "a merge patch changes nothing the second time")
    checkRoundTrip(merged)
}

private func checkPatch(_ patch: JSONPatch, on document: JSONValue) {
    require((try? JSONPatch(parsing: patch.serialized())) == patch, "a patch is read back equal")
    var changed = document
    do {
        try patch.apply(to: &changed)
        checkRoundTrip(changed)
    } catch {
        require(changed == document, "a patch that fails changes nothing")
        require(!error.description.isEmpty, "an error has something to say")
    }
}

private func result(_ read: () throws(JSONError) -> Void) -> JSONError? {
    do throws(JSONError) {
        try read()
        return nil
    } catch {
        return error
    }
}

extension [JSONError?] {
    fileprivate var compacted: [JSONError] { compactMap(\.self) }
}
