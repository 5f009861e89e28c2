// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A real `kube-apiserver` with an `etcd` of its own, as they run once; they go with this object, and what they stored with
/// their home.
package final class KubernetesPrograms: Sendable {
    /// The path of an administrator's kubeconfig; the server may not be ready yet.
    package var kubeconfig: String { home.kubeconfig }
    /// The API server.
    package let server: ChildProcess
    /// Their ports and keys.
    package let home: KubernetesHome
    private let etcd: ChildProcess
    private let leash: ProcessLeash
    private let controllers = Mutex<ChildProcess?>(nil)

    /// Starts the programs of a folder, as `setup-envtest` lays it out, and does not wait for them.
    package convenience init(folder assets: String) throws {
        try self.init(in: try KubernetesHome(folder: assets))
    }

    /// Starts the programs of a home, and does not wait for them.
    ///
    /// - Parameters:
    ///   - home: their ports and keys.
    ///   - cluster: which of the clusters it is that live there by turns, each with a storage of its own.
    /// - Throws: ``ChildProcess/StartError`` when there is no such program.
    package init(in home: KubernetesHome, cluster: Int = 0) throws {
        self.home = home
        leash = try ProcessLeash(removing: home.folder.path)
        etcd = try ChildProcess("\(home.assets)/etcd", home.etcdArguments(cluster: cluster))
        leash.hold(etcd)
        server = try ChildProcess("\(home.assets)/kube-apiserver", home.serverArguments)
        leash.hold(server)
    }

    deinit {
        stop()
    }

    /// The two processes that together are the API.
    package var processes: [ChildProcess] { [server, etcd] }

    /// Starts the controllers that the API itself needs, if the folder has a `kube-controller-manager` and they do not run;
    /// the API must be ready, for they give up soon.
    package func startControllers() throws {
        let manager = "\(home.assets)/kube-controller-manager"
        guard ChildProcess.path(of: manager) != nil else { return }
        try controllers.withLock { controllers in
            guard controllers == nil else { return }
            let process = try ChildProcess(manager, home.managerArguments)
            leash.hold(process)
            controllers = process
        }
    }

    /// Ends the programs.
    package func stop() {
        controllers.withLock { $0 }?.stop(signal: 9)
        for process in processes { process.stop(signal: 9) }
    }
}
