// SPDX-License-Identifier: Apache-2.0

/// What a newcomer reads first: where everything is, and what to try.
struct LaptopGreeting: Sendable {
    let folder: LaptopFolder
    let dataplanes: [String]
    let routing: String
    let flyteAdmin: String
    let metrics: String

    var text: String {
        let first = dataplanes.first ?? "dataplane-1"
        let outage = LaptopManifests.outage
        return """

            A control plane and \(dataplanes.count) dataplane\(dataplanes.count == 1 ? "" : "s") run in this process. Try, in another terminal:

              export KUBECONFIG=\(folder.kubeconfig)
              kubectl -n \(LaptopManifests.namespace) get dataplaneclusters,executionclusterlabels

            Where does an execution go, and why?

              curl -s http://\(routing)/v1/route --json '{"namespace":"\(LaptopManifests.namespace)","project":"team1","domain":"production","execution":"e1"}'
              curl -s http://\(routing)/v1/explain --json '{"namespace":"\(LaptopManifests.namespace)","project":"team1","domain":"production","execution":"e1"}'

            Break a dataplane, watch its share move, and let it come back:

              kubectl -n \(LaptopManifests.namespace) annotate dataplanecluster \(first) \(outage)=true
              kubectl -n \(LaptopManifests.namespace) get dataplaneclusters --watch
              kubectl -n \(LaptopManifests.namespace) annotate dataplanecluster \(first) \(outage)-

            Look into a dataplane with the credentials that Portolan made for it:

              kubectl -n \(LaptopManifests.namespace) get secret \(first)-credentials -o jsonpath='{.data.kubeconfig}' | base64 -d > /tmp/\(first)
              kubectl --kubeconfig /tmp/\(first) auth can-i --list

            What Flyte is told: the labels by its REST API (a stand-in), clusters and credentials by what its pods mount:

              curl -s '\(flyteAdmin)/api/v1/matchable_attributes?resource_type=EXECUTION_CLUSTER_LABEL'
              kubectl -n \(LaptopManifests.namespace) get configmap flyte-admin-clusters-config -o jsonpath='{.data.clusters\\.yaml}'

            Figures are at http://\(metrics)/metrics, state and log in \(folder.path). Control-C, or portolan down, ends all of it.

            """
    }
}
