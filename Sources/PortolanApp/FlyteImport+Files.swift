// SPDX-License-Identifier: Apache-2.0

package import Flyte

extension FlyteImport {
    /// Reads Helm values, `clusters.yaml` and attrFiles from the disk; of several the later count, as with Helm.
    package init(files: [String], namespace: String? = nil) throws {
        try self.init(files.map { FlyteFile($0, try YAMLFile.documents(of: $0)) }, namespace: namespace)
    }
}
