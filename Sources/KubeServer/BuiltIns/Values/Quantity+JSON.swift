// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension Quantity {
    /// A quantity as it stands in JSON; a plain number is one.
    init?(_ value: JSONValue?) {
        switch value {
        case .string(let text)?: self.init(text)
        case .number(let number)?: self.init("\(number)")
        default: return nil
        }
    }
}

extension JSONObject {
    /// The quantity of a member.
    func quantity(_ name: String) -> Quantity? { Quantity(self[name]) }

    /// Writes the quantities of a map in the one form that the API server stores.
    mutating func normalizeQuantities(in name: String) {
        change(name) { quantities in
            for key in quantities.keys { quantities.normalizeQuantity(key) }
        }
    }

    /// Writes a quantity in the one form that the API server stores.
    mutating func normalizeQuantity(_ name: String) {
        if let quantity = quantity(name) { self[name] = .string("\(quantity)") }
    }
}
