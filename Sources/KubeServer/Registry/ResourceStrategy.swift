// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeSchema

/// What is particular to a resource when its objects are written.
package protocol ResourceStrategy: Sendable {
    /// Whether Kubernetes has a type for it, as opposed to a CustomResourceDefinition.
    var isBuiltIn: Bool { get }
    /// Whether an update without a resource version replaces whatever is there.
    var allowsUnconditionalUpdate: Bool { get }
    /// Whether an update of an object that is not there creates it.
    var allowsCreateOnUpdate: Bool { get }
    /// Whether `metadata.generation` counts the changes of the spec.
    var countsGenerations: Bool { get }

    /// What is wrong with a name; the names of most resources are DNS subdomains.
    func nameErrors(_ name: String) -> [String]
    /// Fills in what a client may leave out, and takes away what it may not set.
    func prepare(_ object: inout JSONObject, replacing old: JSONObject?)
    /// What is wrong with an object, or with its change from an old state.
    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError]
    /// The cells of the columns that no JSON path describes, if the resource has any.
    func cells(of object: JSONObject, now: Int64) -> [JSONValue]?
}

extension ResourceStrategy {
    package var isBuiltIn: Bool { true }
    package var allowsUnconditionalUpdate: Bool { true }
    package var allowsCreateOnUpdate: Bool { false }
    package var countsGenerations: Bool { false }

    package func nameErrors(_ name: String) -> [String] { ObjectNames.subdomainErrors(name) }
    package func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {}
    package func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] { [] }
    package func cells(of object: JSONObject, now: Int64) -> [JSONValue]? { nil }
}

/// A built-in resource that is nothing but an object with metadata.
package struct PlainStrategy: ResourceStrategy {
    package let countsGenerations: Bool

    package init(countsGenerations: Bool = false) {
        self.countsGenerations = countsGenerations
    }
}
