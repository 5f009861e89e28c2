// SPDX-License-Identifier: Apache-2.0

package import Basics
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
    /// Whether it counts the changes of annotations, too.
    var countsAnnotations: Bool { get }

    /// What is particular when objects are deleted.
    var deletion: DeletionTraits { get }

    /// What is wrong with a name; the names of most resources are DNS subdomains.
    func nameErrors(_ name: String) -> [String]
    /// Fills in what a client may leave out, and takes away what it may not set.
    func prepare(_ object: inout JSONObject, replacing old: JSONObject?)
    /// Removes what the resource does not know and its schema cannot tell, and returns the paths of it.
    func unknownFields(removedFrom object: inout JSONObject) -> [String]
    /// What is wrong with an object, or with its change from an old state.
    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError]
    /// What the author of an object is told although it is accepted.
    func warnings(about object: JSONObject, replacing old: JSONObject?) -> [String]
    /// The cells of the columns that no JSON path describes, if the resource has any.
    func cells(of object: JSONObject, now: Int64) -> [JSONValue]?

    /// How many seconds an object has to end of those that the client grants; nil for a kind that needs none.
    func gracePeriod(of object: JSONObject, granted: Int?) -> Int?
    /// Marks an object that is deleted for the first time, where deleting is more than to wait for finalizers.
    ///
    /// False for all other kinds, whose objects are marked as every object is.
    func announceDeletion(of object: inout JSONObject, _ request: DeleteRequest, at now: Timestamp) -> Bool
    /// Whether an object stays although nothing in its metadata keeps it.
    func isHeld(_ object: JSONObject) -> Bool
}

extension ResourceStrategy {
    package var isBuiltIn: Bool { true }
    package var allowsUnconditionalUpdate: Bool { true }
    package var allowsCreateOnUpdate: Bool { false }
    package var countsGenerations: Bool { false }
    package var countsAnnotations: Bool { false }

    package var deletion: DeletionTraits { DeletionTraits() }

    package func nameErrors(_ name: String) -> [String] { ObjectNames.subdomainErrors(name) }
    package func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {}
    package func unknownFields(removedFrom object: inout JSONObject) -> [String] { [] }
    package func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] { [] }
    package func warnings(about object: JSONObject, replacing old: JSONObject?) -> [String] { [] }
    package func cells(of object: JSONObject, now: Int64) -> [JSONValue]? { nil }

    package func gracePeriod(of object: JSONObject, granted: Int?) -> Int? { nil }
    package func announceDeletion(of object: inout JSONObject, _ request: DeleteRequest, at now: Timestamp) -> Bool {
        false
    }
    package func isHeld(_ object: JSONObject) -> Bool { false }
}

/// A built-in resource that is nothing but an object with metadata.
package struct PlainStrategy: ResourceStrategy {
    package let countsGenerations: Bool

    package init(countsGenerations: Bool = false) {
        self.countsGenerations = countsGenerations
    }
}
