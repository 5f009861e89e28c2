// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import Testing
import YAMLKit

@testable import PortolanAPI

@Suite("A manifest of a Portolan kind")
struct ManifestTests {
    @Test("is read with the defaults of its definition")
    func defaults() throws {
        let dataplane = try DataplaneCluster(
            manifest: YAML.parse(
                Array(
                    """
                    apiVersion: portolan.dev/v1alpha1
                    kind: DataplaneCluster
                    metadata: { name: dataplane-1, namespace: flyte }
                    spec:
                      endpoint: https://10.1.2.3:6443
                      labels: [ { name: label1 } ]
                      bootstrap: { secretRef: { name: dataplane-1-bootstrap } }
                    """.utf8
                )
            )
        )
        #expect(dataplane.spec.enabled)
        #expect(dataplane.spec.labels == [DataplaneCluster.Label("label1")])
        #expect(dataplane.spec.bootstrapSecretName == "dataplane-1-bootstrap")
        #expect(dataplane.spec.credentials == DataplaneCluster.Credentials())
        #expect(
            dataplane.spec.payloads == [DataplaneCluster.Payload(apiGroup: "flyte.lyft.com", kind: "FlyteWorkflow")]
        )
        #expect(dataplane.spec.probe == DataplaneCluster.Probe())
        #expect(dataplane.credentialsSecretName == "dataplane-1-credentials")
        #expect(dataplane.flyteName == "dataplane-1")
    }

    @Test("keeps all that is said", arguments: [ManifestRows.wholeDataplane])
    func whole(_ text: String) throws {
        let dataplane = try DataplaneCluster(manifest: try YAML.parse(Array(text.utf8)))
        #expect(!dataplane.spec.enabled && dataplane.spec.paused && dataplane.spec.clusterName == "byoc")
        #expect(dataplane.spec.credentials.mode == .serviceAccountSecret)
        #expect(dataplane.spec.credentials.serviceAccount == ObjectKey(namespace: "other", name: "flyteadmin"))
        #expect(dataplane.spec.credentials.rules.first?.verbs == ["get"])
        #expect(dataplane.credentialsSecretName == "mine" && dataplane.flyteName == "dataplane_1")
        #expect(dataplane.spec.probe.failureThreshold == 5 && dataplane.spec.probe.interval == "10s")
    }

    @Test("is refused with the field and the reason", arguments: ManifestRows.all)
    func refused(_ row: ManifestRow) throws {
        let manifest = try row.manifest
        #expect(row.definition.problems(of: manifest) == row.problems)
    }

    @Test("of another kind is not read")
    func otherKind() throws {
        let error = #expect(throws: ManifestError.self) {
            try ExecutionClusterLabel(manifest: ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "a"]])
        }
        #expect(
            error?.description
                == "ExecutionClusterLabel \"a\": this is no ExecutionClusterLabel of portolan.dev/v1alpha1"
        )
    }
}
