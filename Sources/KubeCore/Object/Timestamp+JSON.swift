// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

extension JSONReader {
    /// Reads a `Time` or a `MicroTime` into a variable; null leaves it as it is.
    package mutating func read(into variable: inout Timestamp?) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        let text = try readString()
        do {
            variable = try Timestamp(parsing: text)
        } catch {
            throw invalidValue(error.description)
        }
    }
}

extension JSONWriter {
    /// Writes a `Time`, which has whole seconds, or nothing.
    package mutating func field(_ name: String, time: Timestamp?) {
        field(name, time.map { $0.formatted(.none) })
    }

    /// Writes a `MicroTime`, which always has six digits behind the point, or nothing.
    package mutating func field(_ name: String, microTime time: Timestamp?) {
        field(name, time.map { $0.formatted(.six) })
    }
}
