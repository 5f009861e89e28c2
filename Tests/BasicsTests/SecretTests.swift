// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Secret", .tags(.security))
struct SecretTests {
    static let canary = "canary-7f3a"

    struct Holder {
        var name = "holder"
        var secret = Secret(SecretTests.canary)
        var nested: [String: [Secret<String>?]] = ["list": [Secret(SecretTests.canary), nil]]
        var bytes = Secret(Array(SecretTests.canary.utf8))
    }

    enum Failure: Error {
        case refused(Secret<String>, Holder)
    }

    /// Every way of turning a value into text that the standard library has.
    static func everyText(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        var printed = ""
        print(value, to: &printed)
        var debugPrinted = ""
        debugPrint(value, to: &debugPrinted)
        return [String(describing: value), String(reflecting: value), "\(value)", dumped, printed, debugPrinted]
    }

    static func leaves(of value: Any) -> [String] {
        let mirror = Mirror(reflecting: value)
        return [String(describing: value)] + mirror.children.flatMap { leaves(of: $0.value) }
    }

    @Test(
        "no text and no mirror of a secret, or of what holds one, shows it",
        arguments: [
            Secret(canary), Secret(Array(canary.utf8)), Secret(canary) as Secret<String>?, [Secret(canary)],
            ["key": Secret(canary)], (1, Secret(canary)), Holder(), Failure.refused(Secret(canary), Holder()),
            Result<Secret<String>, any Error>.success(Secret(canary)),
        ] as [any Sendable]
    )
    func showsNothing(value: any Sendable) {
        let decimal = Array(Self.canary.utf8).description.dropFirst().dropLast()
        for text in Self.everyText(of: value) + Self.leaves(of: value) {
            #expect(!text.contains(Self.canary))
            #expect(!text.contains(decimal))
        }
        #expect(Self.everyText(of: value).allSatisfy { $0.contains("<redacted>") })
    }

    @Test("the value comes out where it is exposed by name")
    func exposed() {
        #expect(Secret(Self.canary).exposed == Self.canary)
    }

    @Test("secrets of bytes and of text are equal when their values are")
    func equality() {
        #expect(Secret("token") == Secret("token"))
        #expect(Secret("token") != Secret("tokem"))
        #expect(Secret("token") != Secret("token2"))
        #expect(Secret([1, 2, 3] as [UInt8]) == Secret([1, 2, 3]))
        #expect(Secret([1, 2, 3] as [UInt8]) != Secret([0, 2, 3]))
        #expect(Secret([] as [UInt8]) == Secret([]))
    }
}
