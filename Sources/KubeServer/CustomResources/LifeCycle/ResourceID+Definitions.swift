// SPDX-License-Identifier: Apache-2.0

extension ResourceID {
    /// The definitions of custom resources.
    package static let customResourceDefinitions = ResourceID(
        group: "apiextensions.k8s.io",
        plural: "customresourcedefinitions"
    )
}
