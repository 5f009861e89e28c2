// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// The particulars of a built-in kind.
protocol BuiltInStrategy: ResourceStrategy {
    var printer: RowPrinter { get }
}

extension BuiltInStrategy {
    var printer: RowPrinter { .standard }

    func cells(of object: JSONObject, now: Int64) -> [JSONValue]? {
        printer.cells(Row(object: object, now: now))
    }
}

/// A kind that is stored as it comes.
struct ObjectStrategy: BuiltInStrategy {
    /// The grammars of names of objects.
    enum Names: Sendable {
        case subdomain
        case pathSegment
    }

    var printer = RowPrinter.standard
    var names = Names.subdomain
    var countsGenerations = false
    var allowsUnconditionalUpdate = true
    var allowsCreateOnUpdate = false
    var deletion = DeletionTraits()

    func nameErrors(_ name: String) -> [String] {
        switch names {
        case .subdomain: ObjectNames.subdomainErrors(name)
        case .pathSegment: ObjectNames.pathSegmentErrors(name)
        }
    }
}
