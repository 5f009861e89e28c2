// SPDX-License-Identifier: Apache-2.0

internal import OtherPrograms

/// A folder with the programs of a real API server, as `setup-envtest` lays it out.
struct KubernetesAssets: Sendable {
    let folder: String
    /// What the report calls it.
    let name: String

    /// The folder that `KUBEBUILDER_ASSETS` names, if the programs are there.
    static func find(_ environment: [String: String]) -> KubernetesAssets? {
        guard let folder = environment["KUBEBUILDER_ASSETS"], !folder.isEmpty,
            ChildProcess.path(of: "\(folder)/etcd") != nil,
            // It says `Kubernetes v1.36.2`.
            let line = try? Pipe.output(of: ["\(folder)/kube-apiserver", "--version"])
        else { return nil }
        let version = line.split(separator: " ").last.map { $0.drop { $0 == "v" } } ?? ""
        return KubernetesAssets(folder: folder, name: "kube-apiserver \(version)")
    }
}
