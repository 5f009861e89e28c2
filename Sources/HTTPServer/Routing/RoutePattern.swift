// SPDX-License-Identifier: Apache-2.0

/// The shape of the paths that a route answers: `/apis/{group}/{version}/{path...}`.
///
/// A literal segment matches itself, `{name}` any one segment that is not empty, and `{name...}`, which is last, the
/// rest of the path, slashes included.
package struct RoutePattern: Sendable {
    enum Segment: Equatable {
        case literal(String)
        case parameter
        case rest
    }

    /// The pattern as it was declared.
    package let text: String
    let segments: [Segment]
    /// The names of the parameters in their order.
    let names: [String]

    /// Reads a pattern, or tells what is wrong with it.
    package init(_ text: String) throws(Malformed) {
        guard text.hasPrefix("/") else { throw Malformed("\(text) does not start with a slash") }
        var segments: [Segment] = []
        var names: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard segments.last != .rest else { throw Malformed("\(text) goes on behind the rest") }
            guard part.contains(where: { $0 == "{" || $0 == "}" }) else {
                segments.append(.literal(String(part)))
                continue
            }
            guard part.hasPrefix("{"), part.hasSuffix("}") else {
                throw Malformed("a segment of \(text) is only partly a parameter")
            }
            let isRest = part.hasSuffix("...}")
            let name = String(part.dropFirst().dropLast(isRest ? 4 : 1))
            guard !name.isEmpty, !name.contains(where: { "{}.".contains($0) }), !names.contains(name) else {
                throw Malformed("a parameter of \(text) has no name of its own")
            }
            names.append(name)
            segments.append(isRest ? .rest : .parameter)
        }
        self.text = text
        self.segments = segments
        self.names = names
    }

    /// Why a text is no pattern.
    package struct Malformed: Error, CustomStringConvertible {
        package let description: String

        init(_ description: String) {
            self.description = "malformed route: \(description)"
        }
    }
}
