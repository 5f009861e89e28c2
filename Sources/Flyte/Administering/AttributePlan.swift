// SPDX-License-Identifier: Apache-2.0

/// What to ask of flyteadmin so that it has the labels that are wanted, and no longer those that are not.
///
/// Rows that are neither wanted nor owned stay as they are. Deleting a row deletes the narrower ones with it: they are put
/// back at once, whoever's they are, and a row is not deleted when something below it could not be put back.
package struct AttributePlan: Sendable, Hashable {
    /// A step.
    package enum Action: Sendable, Hashable {
        /// Write a row.
        case put(AttributeRow)
        /// Delete a row, and write again what goes with it.
        case delete(AttributeScope, restoring: [AttributeRow])
        /// Leave a row that should go: rows of launch plans would go with it, for ever.
        case keep(AttributeScope)
    }

    /// The steps in their order.
    package let actions: [Action]

    /// What to do about the rows that are wanted, those that are owned, and those that there are.
    ///
    /// `lost` are rows that went with others and may not have been put back, because whoever did that ended in the middle.
    package init(
        wanted: [AttributeScope: String],
        owned: Set<AttributeScope>,
        listed: AttributeListing,
        lost: [AttributeRow] = []
    ) {
        var rows = listed.rows
        var actions: [Action] = []
        for row in lost where rows[row.scope] == nil && wanted[row.scope] == nil && !owned.contains(row.scope) {
            actions.append(.put(row))
            rows[row.scope] = row.value
        }
        // The narrow ones first: then what goes with a wide one is only what has to be put back.
        let unwanted = owned.filter { wanted[$0] == nil && rows[$0] != nil }
        for scope in unwanted.sorted(by: { ($1.depth, $0) < ($0.depth, $1) }) {
            guard !listed.losesBelow(scope) else {
                actions.append(.keep(scope))
                continue
            }
            let below = AttributeListing(rows.map { AttributeRow($0.key, $0.value) }).rows(below: scope)
            let restored = below.map { AttributeRow($0.scope, wanted[$0.scope] ?? $0.value) }
            actions.append(.delete(scope, restoring: restored))
            rows[scope] = nil
            for row in restored { rows[row.scope] = row.value }
        }
        for (scope, value) in wanted.sorted(by: { $0.key < $1.key }) where rows[scope] != value {
            actions.append(.put(AttributeRow(scope, value)))
        }
        self.actions = actions
    }
}
