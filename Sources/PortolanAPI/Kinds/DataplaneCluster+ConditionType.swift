// SPDX-License-Identifier: Apache-2.0

extension DataplaneCluster {
    /// The types of the conditions of a cluster.
    package enum ConditionType {
        /// All is well.
        package static let ready = "Ready"
        /// It gets new executions.
        package static let schedulable = "Schedulable"
        /// Its API server answers.
        package static let reachable = "Reachable"
        /// The credential may do what it is for.
        package static let authorized = "Authorized"
        /// There are credentials, and they have not ended.
        package static let credentialsValid = "CredentialsValid"
        /// Portolan leaves it alone.
        package static let paused = "Paused"
    }
}
