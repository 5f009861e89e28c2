// SPDX-License-Identifier: Apache-2.0

extension KubernetesPrograms {
    static func etcdArguments(_ clients: Int, _ peers: Int, _ folder: String) -> [String] {
        [
            "--data-dir=\(folder)/etcd", "--unsafe-no-fsync", "--log-level=error",
            "--listen-client-urls=http://127.0.0.1:\(clients)",
            "--advertise-client-urls=http://127.0.0.1:\(clients)",
            "--listen-peer-urls=http://127.0.0.1:\(peers)",
        ]
    }

    /// Pods are created by hand here, and so have no account whose absence would matter: the plugin is off, as in envtest.
    static func serverArguments(port: Int, etcd: Int, _ folder: String) -> [String] {
        [
            "--etcd-servers=http://127.0.0.1:\(etcd)", "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
            "--secure-port=\(port)", "--endpoint-reconciler-type=none", "--cert-dir=\(folder)",
            "--tls-cert-file=\(folder)/server.crt", "--tls-private-key-file=\(folder)/server.key",
            "--client-ca-file=\(folder)/ca.crt", "--token-auth-file=\(folder)/tokens.csv", "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-account-signing-key-file=\(folder)/accounts.key",
            "--service-account-key-file=\(folder)/accounts.pub", "--service-cluster-ip-range=10.96.0.0/16",
            "--disable-admission-plugins=ServiceAccount", "--enable-priority-and-fairness=false",
            // All tests ask at the same time.
            "--max-requests-inflight=4000", "--max-mutating-requests-inflight=2000",
        ]
    }

    static func managerArguments(port: Int, _ folder: String) -> [String] {
        let controllers = [
            "namespace-controller", "garbage-collector-controller", "serviceaccount-controller",
            "serviceaccount-token-controller", "root-ca-certificate-publisher-controller",
            "clusterrole-aggregation-controller",
        ]
        return [
            "--kubeconfig=\(folder)/kubeconfig", "--leader-elect=false", "--bind-address=127.0.0.1",
            "--secure-port=\(port)", "--cert-dir=\(folder)", "--root-ca-file=\(folder)/ca.crt",
            "--service-account-private-key-file=\(folder)/accounts.key",
            "--controllers=\(controllers.joined(separator: ","))",
        ]
    }
}
