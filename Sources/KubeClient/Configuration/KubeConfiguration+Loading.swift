// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import HTTPCore

extension KubeConfiguration {
    /// What a kubeconfig file says; it must be there.
    package static func kubeconfig(
        file: String,
        context: String? = nil
    ) throws(KubeConfigurationError) -> KubeConfiguration {
        try Kubeconfig(file: file).configuration(context: context)
    }

    /// What a kubeconfig says that was not written on this machine, such as one in a Secret.
    ///
    /// It must hold all that it needs: files and programs of this machine are refused.
    package static func kubeconfig(
        _ bytes: [UInt8],
        name: String,
        context: String? = nil
    ) throws(KubeConfigurationError) -> KubeConfiguration {
        try Kubeconfig(bytes, file: name).configuration(context: context, from: .elsewhere)
    }

    /// What kubeconfig files say together, as `kubectl` reads them: those of `KUBECONFIG`, or `~/.kube/config`.
    package static func kubeconfig(
        environment: [String: String],
        context: String? = nil
    ) throws(KubeConfigurationError) -> KubeConfiguration {
        try Kubeconfig(files: kubeconfigFiles(environment)).configuration(context: context)
    }

    /// What is at hand: `KUBECONFIG` if it is set, else the cluster that the program runs in, else `~/.kube/config`.
    package static func automatic(
        environment: [String: String] = ProcessEnvironment.current,
        serviceAccountFolder: String = serviceAccountFolder
    ) throws(KubeConfigurationError) -> KubeConfiguration {
        let isNamed = environment["KUBECONFIG"]?.isEmpty == false
        if !isNamed, environment["KUBERNETES_SERVICE_HOST"] != nil {
            return try inCluster(environment: environment, serviceAccountFolder: serviceAccountFolder)
        }
        do {
            return try kubeconfig(environment: environment)
        } catch  where error.code == .notFound && !isNamed {
            let places = "KUBECONFIG is not set, KUBERNETES_SERVICE_HOST neither"
            throw KubeConfigurationError(.notFound, in: error.source, "\(error.message); \(places)")
        }
    }

    private static func kubeconfigFiles(_ environment: [String: String]) -> [String] {
        if let list = environment["KUBECONFIG"], !list.isEmpty {
            return list.split(separator: ":").map(String.init)
        }
        return ["\(environment["HOME"] ?? "")/.kube/config"]
    }
}

extension KubeConfiguration {
    /// Where a pod finds the credentials of its service account.
    package static let serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// The cluster that the program runs in, as the service account of its pod.
    package static func inCluster(
        environment: [String: String] = ProcessEnvironment.current,
        serviceAccountFolder: String = serviceAccountFolder
    ) throws(KubeConfigurationError) -> KubeConfiguration {
        guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
            let port = environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty
        else {
            let advice = "the program does not run in a pod, or its service environment is switched off"
            throw KubeConfigurationError(.notFound, in: "KUBERNETES_SERVICE_HOST and _PORT", "not set: \(advice)")
        }
        let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        var configuration = KubeConfiguration(
            server: try url("https://\(authority)"),
            origin: "the pod's service account"
        )
        configuration.server.target = ""
        configuration.credentials = .tokenFile("\(serviceAccountFolder)/token")
        configuration.certificateAuthorities = .file("\(serviceAccountFolder)/ca.crt")
        for name in ["token", "ca.crt"] { _ = try read("\(serviceAccountFolder)/\(name)") }
        if let namespace = try? read("\(serviceAccountFolder)/namespace") {
            let text = String(decoding: namespace, as: UTF8.self).filter { !$0.isWhitespace }
            if !text.isEmpty { configuration.namespace = text }
        }
        return configuration
    }

    private static func url(_ text: String) throws(KubeConfigurationError) -> HTTPURL {
        do {
            return try HTTPURL(parsing: text)
        } catch {
            throw KubeConfigurationError(.invalid, in: "KUBERNETES_SERVICE_HOST and _PORT", error.description)
        }
    }

    private static func read(_ path: String) throws(KubeConfigurationError) -> [UInt8] {
        do {
            return try File.read(path)
        } catch {
            let advice = "does the pod mount the token of its service account?"
            throw KubeConfigurationError(
                error.isAbsence ? .notFound : .unreadable,
                in: path,
                "\(error.reason); \(advice)"
            )
        }
    }
}
