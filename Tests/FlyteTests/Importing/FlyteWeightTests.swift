// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing
import YAMLKit

@testable import Flyte

@Suite("Flyte's weights as whole numbers")
struct FlyteWeightTests {
    struct Case: CustomTestStringConvertible {
        let weights: String
        let integers: [Int]
        var isExact = true

        var testDescription: String { "\(weights) is \(integers)\(isExact ? "" : ", nearly")" }
    }

    private static let cases = [
        Case(weights: "[0.7, 0.3]", integers: [7, 3]),
        Case(weights: "[0.5, 0.5]", integers: [1, 1]),
        Case(weights: "[1]", integers: [1]),
        Case(weights: "[1, 0]", integers: [1, 0]),
        Case(weights: "[0.1, 0.2, 0.7]", integers: [1, 2, 7]),
        Case(weights: "[0.333, 0.333, 0.334]", integers: [333, 333, 334]),
        Case(weights: "[0.25, 1]", integers: [1, 4]),
        Case(weights: "['0.5', 1e-1]", integers: [5, 1]),
        Case(weights: "[70, 30]", integers: [7, 3]),
        Case(weights: "[0.999999, 0.000001]", integers: [999_999, 1]),
        Case(weights: "[0.3333333333, 0.6666666667]", integers: [333_333, 666_667], isExact: false),
        Case(weights: "[1, 0.00000001]", integers: [1_000_000, 1], isExact: false),
        Case(weights: "[0.12345678901234567890, 0.5]", integers: [123_457, 500_000], isExact: false),
        Case(weights: "[12345678.5, 1]", integers: [1_000_000, 1], isExact: false),
        Case(weights: "[]", integers: []),
    ]

    @Test("the smallest in the same ratio, or the nearest millionths", arguments: cases)
    func integers(_ row: Case) throws {
        let values = try #require(try YAML.parse(Array(row.weights.utf8)).array)
        let weights = try values.map { try #require(FlyteWeight($0)) }
        let result = FlyteWeight.integers(weights)
        #expect(result.values == row.integers && result.isExact == row.isExact)
    }

    @Test("what is no decimal number is no weight", arguments: ["half", "", "1e", "--1", "0x1", "1e99"])
    func refusal(text: String) {
        #expect(FlyteWeight(.string(text)) == nil)
    }

    @Test("sums are exact where there is room")
    func sums() throws {
        let (one, other) = (try #require(FlyteWeight("0.25")), try #require(FlyteWeight("0.5")))
        #expect(FlyteWeight.integers([one + other, try #require(FlyteWeight("0.25"))]).values == [3, 1])
    }
}
