// SPDX-License-Identifier: Apache-2.0

extension KubernetesHome {
    func etcdArguments(cluster: Int) -> [String] {
        [
            "--data-dir=\(folder.path)/etcd-\(cluster)", "--unsafe-no-fsync", "--log-level=error",
            "--listen-client-urls=http://127.0.0.1:\(ports.etcdClients)",
            "--advertise-client-urls=http://127.0.0.1:\(ports.etcdClients)",
            "--listen-peer-urls=http://127.0.0.1:\(ports.etcdPeers)",
        ]
    }

    /// Pods are created by hand here, and so have no account whose absence would matter: the plugin is off, as in envtest.
    var serverArguments: [String] {
        let folder = folder.path
        return [
            "--etcd-servers=http://127.0.0.1:\(ports.etcdClients)", "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1", "--secure-port=\(ports.server)", "--endpoint-reconciler-type=none",
            "--cert-dir=\(folder)", "--tls-cert-file=\(folder)/server.crt",
            "--tls-private-key-file=\(folder)/server.key", "--client-ca-file=\(folder)/ca.crt",
            "--token-auth-file=\(folder)/tokens.csv", "--authorization-mode=RBAC",
            "--requestheader-client-ca-file=\(folder)/ca.crt",
            "--requestheader-allowed-names=\(Self.frontProxy)", "--requestheader-username-headers=X-Remote-User",
            "--requestheader-group-headers=X-Remote-Group",
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-account-signing-key-file=\(folder)/accounts.key",
            "--service-account-key-file=\(folder)/accounts.pub", "--service-cluster-ip-range=10.96.0.0/16",
            "--disable-admission-plugins=ServiceAccount", "--enable-priority-and-fairness=false",
            // All tests ask at the same time.
            "--max-requests-inflight=4000", "--max-mutating-requests-inflight=2000",
        ] + (isAudited ? auditArguments : [])
    }

    /// A request is on record when it is answered, so that whoever has an answer finds it there.
    private var auditArguments: [String] {
        [
            "--audit-policy-file=\(folder.path)/audit.yaml", "--audit-log-path=\(auditFile)",
            "--audit-log-mode=blocking", "--audit-log-maxsize=10000",
        ]
    }

    var managerArguments: [String] {
        let controllers = [
            "namespace-controller", "garbage-collector-controller", "serviceaccount-controller",
            "serviceaccount-token-controller", "root-ca-certificate-publisher-controller",
            "clusterrole-aggregation-controller",
        ]
        return [
            "--kubeconfig=\(kubeconfig)", "--leader-elect=false", "--bind-address=127.0.0.1",
            "--secure-port=\(ports.manager)", "--cert-dir=\(folder.path)",
            "--root-ca-file=\(folder.path)/ca.crt",
            "--service-account-private-key-file=\(folder.path)/accounts.key",
            "--controllers=\(controllers.joined(separator: ","))",
            // All tests end their namespaces at the same time, and each takes a request for every kind.
            "--kube-api-qps=1000", "--kube-api-burst=1000",
        ]
    }
}
