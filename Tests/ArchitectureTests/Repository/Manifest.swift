// SPDX-License-Identifier: Apache-2.0

/// What `Package.swift` says of its targets, read from its text.
///
/// The manifest declares every target with one call, `kind("Name", "Import", …)`; reading that is enough, and much
/// quicker than asking the package manager.
struct Manifest {
    /// The imports of each room and executable, by its name.
    let rooms: [String: [String]]
    /// The imports of each test target, by its name.
    let tests: [String: [String]]
    /// The imports of each fuzz target, by its name.
    let fuzzers: [String: [String]]
    /// The system libraries and C targets.
    let modulesOfC: Set<String>

    init(_ text: String) {
        rooms = Self.calls(of: ["room", "executable"], in: text)
        tests = Self.calls(of: ["tests"], in: text)
        fuzzers = Self.calls(of: ["fuzzer"], in: text)
        let systemLibraries = Self.calls(of: ["system"], in: text).keys
        let targetsOfC = text.matches(of: /\.target\(\s*name: "(\w+)"/).map { String($0.output.1) }
        modulesOfC = Set(systemLibraries).union(targetsOfC)
    }

    private static func calls(of functions: Set<String>, in text: String) -> [String: [String]] {
        let pattern = /(?m)^\s+(\w+)\(\s*("[^"]+"(?:\s*,\s*"[^"]+")*)/
        var found: [String: [String]] = [:]
        for match in text.matches(of: pattern) where functions.contains(String(match.output.1)) {
            let words = match.output.2.matches(of: /"([^"]+)"/).map { String($0.output.1) }
            found[words[0]] = Array(words.dropFirst())
        }
        return found
    }
}
