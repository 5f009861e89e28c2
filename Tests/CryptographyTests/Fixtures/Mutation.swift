// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Changes the bytes at one place: flips, overwrites, inserts, removes, doubles or cuts.
    mutating func mutate(using random: inout some RandomNumberGenerator) {
        guard let place = indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: self[place] = .random(in: .min ... .max, using: &random)
        case 2: insert(.random(in: .min ... .max, using: &random), at: place)
        case 3: remove(at: place)
        case 4: insert(contentsOf: self[place..<Swift.min(place + 16, count)], at: place)
        default: removeSubrange(place...)
        }
    }
}
