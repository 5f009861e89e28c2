// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FileKit
package import Glibc
internal import JSONKit
internal import KubeServer
internal import YAMLKit

/// The folder that keeps everything of a fleet on a laptop: state, kubeconfigs and the log.
package struct LaptopFolder: Sendable, Hashable {
    /// As the user named it, which is how it is shown.
    package let path: String

    package init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The kubeconfig of the control plane.
    var kubeconfig: String { "\(path)/kubeconfig" }

    /// Where lines of the log go.
    var log: String { "\(path)/portolan.log" }

    /// Where a fleet without a terminal writes what it would show there.
    var output: String { "\(path)/output.txt" }

    /// What the greeting says; it is there while the fleet runs.
    var greeting: String { "\(path)/greeting.txt" }

    /// The number of the process that runs the fleet.
    var processNumber: String { "\(path)/pid" }

    /// The kubeconfig of a cluster's administrator.
    func kubeconfig(of cluster: String) -> String { "\(path)/\(cluster).kubeconfig" }

    /// The state of a cluster.
    func state(of cluster: String) -> String { "\(path)/state/\(cluster)" }

    /// The port that a cluster had the last time; zero for any.
    func port(of cluster: String) -> Int {
        guard let bytes = try? File.read("\(state(of: cluster)).port") else { return 0 }
        return Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber)) ?? 0
    }

    func remember(port: Int, of cluster: String) throws {
        try File.write(Array("\(port)\n".utf8), to: "\(state(of: cluster)).port")
    }

    /// Makes the folder, for the user alone: there are keys in it.
    func make() throws {
        try Folder.make("\(path)/state", mode: 0o700)
    }

    /// The process that runs the fleet of this folder; nil when none does.
    package var runningProcess: pid_t? {
        guard let bytes = try? File.read(processNumber),
            let number = pid_t(String(decoding: bytes, as: UTF8.self).filter(\.isNumber)), number > 1,
            kill(number, 0) == 0
        else { return nil }
        return number
    }

    func beginRunning(_ greeting: String) throws {
        try File.write(Array("\(getpid())\n".utf8), to: processNumber)
        try File.write(Array(greeting.utf8), to: self.greeting)
    }

    func endRunning() {
        for file in [processNumber, greeting] { unsafe unlink(file) }
    }
}

extension ControlPlaneAccess {
    /// Writes the administrator's kubeconfig.
    func write(to path: String, named name: String = "portolan") throws {
        let kubeconfig = try kubeconfig(named: name)
        try Folder.make(Folder.of(path))
        try File.write(Array(YAML.serialize(.object(kubeconfig.exposed)).utf8), to: path)
    }
}
