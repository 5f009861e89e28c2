// SPDX-License-Identifier: Apache-2.0

import KubeServer
import TestSupport
import Testing

@Suite("What `kubectl get` prints")
struct PrintingTests {
    struct Span: CustomTestStringConvertible {
        let seconds: Int64
        let text: String
        var testDescription: String { text }

        init(_ seconds: Int64, _ text: String) {
            self.seconds = seconds
            self.text = text
        }
    }

    @Test(
        "time spans are exact when they are short",
        arguments: [
            Span(-2, "<invalid>"), Span(-1, "0s"), Span(0, "0s"), Span(119, "119s"), Span(120, "2m"),
            Span(150, "2m30s"), Span(599, "9m59s"), Span(600, "10m"), Span(10_799, "179m"), Span(10_800, "3h"),
            Span(11_000, "3h3m"), Span(28_799, "7h59m"), Span(28_800, "8h"), Span(172_799, "47h"),
            Span(172_800, "2d"), Span(442_800, "5d3h"), Span(691_199, "7d23h"), Span(691_200, "8d"),
            Span(63_071_999, "729d"), Span(63_072_000, "2y"), Span(63_158_400, "2y1d"), Span(252_288_000, "8y"),
        ]
    )
    func spans(_ span: Span) {
        #expect(HumanDuration.text(ofSeconds: span.seconds) == span.text)
    }

    struct Case: CustomTestStringConvertible {
        let resource: String
        let object: String
        let row: [String]
        var testDescription: String { "\(resource): \(row.joined(separator: " "))" }

        init(_ resource: String, _ object: String, _ row: String...) {
            self.resource = resource
            self.object = object
            self.row = row
        }
    }

    /// Metadata of an object that is three hours and five minutes old.
    static let metadata = #""metadata":{"name":"x","creationTimestamp":"2026-03-01T08:55:00Z"}"#
    static let template = #""template":{"spec":{"containers":[{"name":"a","image":"a:1"},{"name":"b","image":"b"}]}}"#

    static let cases: [Case] = [
        Case(
            "deployments.apps",
            #"{\#(metadata),"spec":{"replicas":2,"selector":{"matchLabels":{"app":"w"}},\#(template)},"#
                + #""status":{"readyReplicas":1,"updatedReplicas":2,"availableReplicas":1}}"#,
            "NAME=x",
            "READY=1/2",
            "UP-TO-DATE=2",
            "AVAILABLE=1",
            "AGE=3h5m",
            "CONTAINERS=a,b",
            "IMAGES=a:1,b",
            "SELECTOR=app=w"
        ),
        Case(
            "jobs.batch",
            #"{\#(metadata),"spec":{"completions":3,\#(template)},"status":{"succeeded":1,"#
                + #""startTime":"2026-03-01T11:58:00Z"}}"#,
            "NAME=x",
            "STATUS=Running",
            "COMPLETIONS=1/3",
            "DURATION=2m",
            "AGE=3h5m",
            "CONTAINERS=a,b",
            "IMAGES=a:1,b",
            "SELECTOR=<none>"
        ),
        Case(
            "cronjobs.batch",
            #"{\#(metadata),"spec":{"schedule":"* * * * *","suspend":false,"jobTemplate":{"spec":{\#(template)}}}}"#,
            "NAME=x",
            "SCHEDULE=* * * * *",
            "TIMEZONE=<none>",
            "SUSPEND=False",
            "ACTIVE=0",
            "LAST SCHEDULE=<none>",
            "AGE=3h5m",
            "CONTAINERS=a,b",
            "IMAGES=a:1,b",
            "SELECTOR=<none>"
        ),
        Case(
            "services",
            #"{\#(metadata),"spec":{"type":"NodePort","clusterIPs":["10.96.0.9"],"selector":{"b":"2","a":"1"},"#
                + #""ports":[{"port":80,"nodePort":30080,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]}}"#,
            "NAME=x",
            "TYPE=NodePort",
            "CLUSTER-IP=10.96.0.9",
            "EXTERNAL-IP=<none>",
            "PORT(S)=80:30080/TCP,53/UDP",
            "AGE=3h5m",
            "SELECTOR=a=1,b=2"
        ),
        Case(
            "nodes",
            #"{"metadata":{"name":"n","labels":{"node-role.kubernetes.io/worker":"","kubernetes.io/role":"edge"}},"#
                + #""spec":{"unschedulable":true},"status":{"conditions":[{"type":"Ready","status":"True"}],"#
                + #""addresses":[{"type":"InternalIP","address":"10.0.0.1"}],"nodeInfo":{"kubeletVersion":"v1.36.0"}}}"#,
            "NAME=n",
            "STATUS=Ready,SchedulingDisabled",
            "ROLES=edge,worker",
            "AGE=<unknown>",
            "VERSION=v1.36.0",
            "INTERNAL-IP=10.0.0.1",
            "EXTERNAL-IP=<none>",
            "OS-IMAGE=<unknown>",
            "KERNEL-VERSION=<unknown>",
            "CONTAINER-RUNTIME=<unknown>"
        ),
        Case(
            "secrets",
            #"{\#(metadata),"type":"Opaque","data":{"a":""}}"#,
            "NAME=x",
            "TYPE=Opaque",
            "DATA=1",
            "AGE=3h5m"
        ),
        Case("configmaps", #"{\#(metadata),"data":{"a":""},"binaryData":{"b":""}}"#, "NAME=x", "DATA=2", "AGE=3h5m"),
        Case("namespaces", #"{\#(metadata),"status":{"phase":"Active"}}"#, "NAME=x", "STATUS=Active", "AGE=3h5m"),
        Case(
            "leases.coordination.k8s.io",
            #"{\#(metadata),"spec":{"holderIdentity":"me"}}"#,
            "NAME=x",
            "HOLDER=me",
            "AGE=3h5m"
        ),
        Case(
            "events",
            #"{\#(metadata),"involvedObject":{"kind":"Pod","name":"p"},"reason":"Started","type":"Normal","#
                + #""message":" hello\n","firstTimestamp":"2026-03-01T11:50:00Z","lastTimestamp":"2026-03-01T11:59:00Z","#
                + #""source":{"component":"kubelet","host":"n"},"count":4}"#,
            "LAST SEEN=60s",
            "TYPE=Normal",
            "REASON=Started",
            "OBJECT=pod/p",
            "SUBOBJECT=",
            "SOURCE=kubelet, n",
            "MESSAGE=hello",
            "FIRST SEEN=10m",
            "COUNT=4",
            "NAME=x"
        ),
        Case(
            "rolebindings.rbac.authorization.k8s.io",
            #"{\#(metadata),"roleRef":{"kind":"ClusterRole","name":"view"},"subjects":[{"kind":"User","name":"ann"},"#
                + #"{"kind":"ServiceAccount","namespace":"ns","name":"sa"}]}"#,
            "NAME=x",
            "ROLE=ClusterRole/view",
            "AGE=3h5m",
            "USERS=ann",
            "GROUPS=",
            "SERVICEACCOUNTS=ns/sa"
        ),
        Case(
            "customresourcedefinitions.apiextensions.k8s.io",
            "{\(metadata)}",
            "NAME=x",
            "CREATED AT=2026-03-01T08:55:00Z"
        ),
        Case(
            "horizontalpodautoscalers.autoscaling",
            #"{\#(metadata),"spec":{"scaleTargetRef":{"kind":"Deployment","name":"d"},"minReplicas":1,"maxReplicas":5,"#
                + #""metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":80}}}]}}"#,
            "NAME=x",
            "REFERENCE=Deployment/d",
            "TARGETS=cpu: <unknown>/80%",
            "MINPODS=1",
            "MAXPODS=5",
            "REPLICAS=0",
            "AGE=3h5m"
        ),
    ]

    @Test("a row of each kind", arguments: cases)
    func rows(_ row: Case) throws {
        #expect(try BuiltInFixture(row.resource).printed(row.object) == row.row)
    }

    @Test(
        "the status of a pod is what its containers say",
        arguments: [
            Case(
                #"{"status":{"phase":"Running","containerStatuses":[{"ready":true,"restartCount":2,"state":{"running":{}},"#
                    + #""lastState":{"terminated":{"finishedAt":"2026-03-01T11:55:00Z"}}}]},"spec":{"containers":[{}]}}"#,
                "",
                "READY=1/1",
                "STATUS=Running",
                "RESTARTS=2 (5m ago)"
            ),
            Case(
                #"{"status":{"phase":"Pending","containerStatuses":[{"restartCount":0,"state":{"waiting":"#
                    + #"{"reason":"ImagePullBackOff"}}}]},"spec":{"containers":[{}]}}"#,
                "",
                "READY=0/1",
                "STATUS=ImagePullBackOff",
                "RESTARTS=0"
            ),
            Case(
                #"{"status":{"phase":"Pending","initContainerStatuses":[{"state":{"running":{}}}]},"#
                    + #""spec":{"containers":[{}],"initContainers":[{"name":"i"}]}}"#,
                "",
                "READY=0/1",
                "STATUS=Init:0/1",
                "RESTARTS=0"
            ),
            Case(
                #"{"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":3}}}]},"#
                    + #""spec":{"containers":[{}]}}"#,
                "",
                "READY=0/1",
                "STATUS=ExitCode:3",
                "RESTARTS=0"
            ),
            Case(
                #"{"metadata":{"deletionTimestamp":"2026-03-01T11:55:00Z"},"status":{"phase":"Running"},"#
                    + #""spec":{"containers":[{},{}]}}"#,
                "",
                "READY=0/2",
                "STATUS=Terminating",
                "RESTARTS=0"
            ),
        ]
    )
    func pods(_ row: Case) throws {
        #expect(try BuiltInFixture("pods").printed(row.resource, wide: false)[1...3] == row.row[...])
    }
}
