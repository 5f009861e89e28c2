// SPDX-License-Identifier: Apache-2.0

/// An execution that looks for a dataplane.
package struct RoutingRequest: Sendable, Hashable {
    package var project: String
    package var domain: String?
    package var workflow: String?
    package var launchPlan: String?
    /// The execution's name, by which the same question gets the same answer; without it chance decides.
    package var execution: String?
    /// The label it wants, whatever the rules say.
    package var label: String?
    /// The dataplane it wants, whatever the labels say.
    package var dataplane: String?

    /// An execution of a project.
    package init(project: String) {
        self.project = project
    }
}
