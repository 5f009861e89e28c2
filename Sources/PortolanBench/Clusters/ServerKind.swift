// SPDX-License-Identifier: Apache-2.0

internal import OtherPrograms

/// Whose API server it is.
enum ServerKind: Sendable {
    /// Ours, as a program.
    case portolan(program: String)
    /// The one of Kubernetes, with its storage.
    case kubernetes(KubernetesAssets)

    /// The name in the report.
    var name: String {
        switch self {
        case .portolan: "portolan"
        case .kubernetes(let assets): assets.name
        }
    }

    /// Starts an empty server and does not wait until it is ready.
    func start() throws -> RunningServer {
        switch self {
        case .portolan(let program):
            let folder = TemporaryFolder()
            let kubeconfig = "\(folder.path)/kubeconfig"
            let arguments = ["apiserver", "--listen", "127.0.0.1:0", "--kubeconfig-out", kubeconfig]
            let process = try ChildProcess(program, arguments)
            return RunningServer(kubeconfig: kubeconfig, processes: [process], keeping: folder)
        case .kubernetes(let assets):
            let programs = try KubernetesPrograms(folder: assets.folder)
            return RunningServer(kubeconfig: programs.kubeconfig, processes: programs.processes, keeping: programs)
        }
    }
}
