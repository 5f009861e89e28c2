// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer
import TestSupport
import Testing

/// The expected objects are those that an API server of Kubernetes makes of the same input.
@Suite("What the API server fills in")
struct DefaultingTests {
    private static let podSpec: JSONObject = [
        "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
        "schedulerName": "default-scheduler", "securityContext": [:],
    ]

    private static func container(_ pullPolicy: JSONValue, image: JSONValue) -> JSONValue {
        [
            "name": "a", "image": image, "imagePullPolicy": pullPolicy, "resources": [:],
            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
        ]
    }

    @Test("a minimal deployment")
    func deployment() throws {
        let object = try BuiltInFixture("deployments.apps").created(
            #"{"metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":"#
                + #"{"labels":{"app":"a"}},"spec":{"containers":[{"name":"a","image":"nginx"}]}}}}"#
        )
        var podSpec = Self.podSpec
        podSpec["containers"] = [Self.container("Always", image: "nginx")]
        let expected: JSONValue = [
            "replicas": 1, "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600,
            "selector": ["matchLabels": ["app": "a"]],
            "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": "25%", "maxSurge": "25%"]],
            "template": ["metadata": ["labels": ["app": "a"]], "spec": .object(podSpec)],
        ]
        #expect(object["spec"] == expected)
        #expect(object["status"] == [:])
        #expect(object.metadata["generation"] == 1)
    }

    @Test("a minimal pod")
    func pod() throws {
        let object = try BuiltInFixture("pods").created(
            #"{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"nginx:1.27"}]}}"#
        )
        var expected = Self.podSpec
        expected["containers"] = [Self.container("IfNotPresent", image: "nginx:1.27")]
        expected["enableServiceLinks"] = true
        expected["serviceAccountName"] = "default"
        expected["serviceAccount"] = "default"
        expected["priority"] = 0
        expected["preemptionPolicy"] = "PreemptLowerPriority"
        expected["tolerations"] = .array(
            ["not-ready", "unreachable"].map { state in
                [
                    "key": "node.kubernetes.io/\(state)", "operator": "Exists", "effect": "NoExecute",
                    "tolerationSeconds": 300,
                ]
            }
        )
        #expect(object["spec"] == .object(expected))
        #expect(object["status"] == ["phase": "Pending", "qosClass": "BestEffort"])
    }

    @Test("probes, volumes, ports and resources of a pod")
    func podDetails() throws {
        let object = try BuiltInFixture("pods").created(
            #"{"metadata":{"name":"p"},"spec":{"hostNetwork":true,"volumes":[{"name":"v"},{"name":"s","secret":{"secretName":"s"}}],"#
                + #""containers":[{"name":"a","image":"a@sha256:00","ports":[{"containerPort":80}],"livenessProbe":"#
                + #"{"httpGet":{"port":80}},"resources":{"limits":{"cpu":0.5,"memory":"1024Mi"}}}]}}"#
        )
        let spec = try #require(object["spec"])
        #expect(
            spec["volumes"] == [
                ["name": "v", "emptyDir": [:]], ["name": "s", "secret": ["secretName": "s", "defaultMode": 420]],
            ]
        )
        let container = try #require(spec["containers"]?[0])
        #expect(container["imagePullPolicy"] == "IfNotPresent")
        #expect(container["ports"] == [["containerPort": 80, "protocol": "TCP", "hostPort": 80]])
        let probe: JSONValue = [
            "httpGet": ["port": 80, "path": "/", "scheme": "HTTP"], "timeoutSeconds": 1, "periodSeconds": 10,
            "successThreshold": 1, "failureThreshold": 3,
        ]
        #expect(container["livenessProbe"] == probe)
        let amounts: JSONValue = ["cpu": "500m", "memory": "1Gi"]
        #expect(container["resources"] == ["limits": amounts, "requests": amounts])
        #expect(object["status"]?["qosClass"] == "Guaranteed")
    }

    @Test("a minimal job")
    func job() throws {
        let object = try BuiltInFixture("jobs.batch").created(
            #"{"metadata":{"name":"j"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":"#
                + #"[{"name":"a","image":"a:1"}]}}}}"#
        )
        var podSpec = Self.podSpec
        podSpec["restartPolicy"] = "Never"
        podSpec["containers"] = [Self.container("IfNotPresent", image: "a:1")]
        let labels: JSONValue = [
            "batch.kubernetes.io/controller-uid": "6cf7", "controller-uid": "6cf7",
            "batch.kubernetes.io/job-name": "j", "job-name": "j",
        ]
        let expected: JSONValue = [
            "backoffLimit": 6, "completionMode": "NonIndexed", "completions": 1, "manualSelector": false,
            "parallelism": 1, "podReplacementPolicy": "TerminatingOrFailed", "suspend": false,
            "selector": ["matchLabels": ["batch.kubernetes.io/controller-uid": "6cf7"]],
            "template": ["metadata": ["labels": labels], "spec": .object(podSpec)],
        ]
        #expect(object["spec"] == expected)
        #expect(object.metadata["labels"] == labels)
    }

    @Test("a minimal service")
    func service() throws {
        let fixture = try BuiltInFixture("services")
        let text = #"{"metadata":{"name":"s"},"spec":{"selector":{"app":"a"},"ports":[{"port":80}]}}"#
        let object = try fixture.created(text)
        let address = try #require(object["spec"]?["clusterIP"]?.string)
        let again = try fixture.created(text)
        #expect(address.hasPrefix("10."))
        #expect(again["spec"]?["clusterIP"]?.string == address)
        let expected: JSONValue = [
            "clusterIP": .string(address), "clusterIPs": [.string(address)], "internalTrafficPolicy": "Cluster",
            "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack",
            "ports": [["port": 80, "protocol": "TCP", "targetPort": 80]], "selector": ["app": "a"],
            "sessionAffinity": "None", "type": "ClusterIP",
        ]
        #expect(object["spec"] == expected)
        #expect(object["status"] == ["loadBalancer": [:]])
    }

    @Test("a service keeps its addresses when they are left out")
    func keptAddress() throws {
        let fixture = try BuiltInFixture("services")
        let old = try fixture.created(
            #"{"metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"port":80,"nodePort":30001}]}}"#
        )
        let new = try fixture.updated(old) { object in
            object["spec"] = ["type": "NodePort", "ports": [["port": 80, "name": "http"]]]
        }
        #expect(new["spec"]?["clusterIP"] == old["spec"]?["clusterIP"])
        #expect(new["spec"]?["ports"]?[0]?["nodePort"] == 30001)
    }

    @Test("what does not apply is absent, and not null")
    func absentMembers() throws {
        let namespace = try BuiltInFixture("namespaces").created(#"{"metadata":{"name":"x"}}"#)
        #expect(Set(namespace.metadata.keys) == ["name", "uid", "creationTimestamp", "labels", "managedFields"])
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let resource: String
        let object: String
        let path: String
        let value: JSONValue

        init(_ name: String, _ resource: String, _ object: String, _ path: String, _ value: JSONValue) {
            testDescription = name
            self.resource = resource
            self.object = object
            self.path = path
            self.value = value
        }
    }

    private static let template =
        #""template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"a","image":"a"}]}},"#
        + #""selector":{"matchLabels":{"a":"b"}}"#

    static let cases: [Case] = [
        Case(
            "texts of a secret become data",
            "secrets",
            #"{"stringData":{"a":"hi"},"data":{"b":"eA=="}}"#,
            "data",
            ["b": "eA==", "a": "aGk="]
        ),
        Case("a secret is opaque", "secrets", "{}", "type", "Opaque"),
        Case(
            "a namespace has its name as a label",
            "namespaces",
            "{}",
            "metadata.labels",
            ["kubernetes.io/metadata.name": "x"]
        ),
        Case("a namespace is emptied before it goes", "namespaces", "{}", "spec.finalizers", ["kubernetes"]),
        Case("a namespace is active", "namespaces", "{}", "status", ["phase": "Active"]),
        Case(
            "a policy speaks of what comes in",
            "networkpolicies.networking.k8s.io",
            #"{"spec":{"podSelector":{}}}"#,
            "spec.policyTypes",
            ["Ingress"]
        ),
        Case(
            "a policy with rules for what goes out",
            "networkpolicies.networking.k8s.io",
            #"{"spec":{"podSelector":{},"egress":[{}]}}"#,
            "spec.policyTypes",
            ["Ingress", "Egress"]
        ),
        Case(
            "a role reference has the group of roles",
            "rolebindings.rbac.authorization.k8s.io",
            #"{"roleRef":{"kind":"Role","name":"r"}}"#,
            "roleRef.apiGroup",
            "rbac.authorization.k8s.io"
        ),
        Case(
            "a daemon set replaces one pod at a time",
            "daemonsets.apps",
            "{\"spec\":{\(template)}}",
            "spec.updateStrategy",
            ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 1, "maxSurge": 0]]
        ),
        Case(
            "a stateful set keeps its claims",
            "statefulsets.apps",
            "{\"spec\":{\(template)}}",
            "spec.persistentVolumeClaimRetentionPolicy",
            ["whenDeleted": "Retain", "whenScaled": "Retain"]
        ),
        Case(
            "a cron job lets its jobs run together",
            "cronjobs.batch",
            #"{"spec":{"schedule":"@daily","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}}}"#,
            "spec.concurrencyPolicy",
            "Allow"
        ),
        Case(
            "an amount of storage in its one form",
            "persistentvolumeclaims",
            #"{"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"0.5Gi"}}}}"#,
            "spec.resources.requests.storage",
            "512Mi"
        ),
        Case(
            "a large plain number",
            "persistentvolumeclaims",
            #"{"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":12000}}}}"#,
            "spec.resources.requests.storage",
            "12k"
        ),
        Case(
            "a number with an exponent",
            "persistentvolumeclaims",
            #"{"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"5e4"}}}}"#,
            "spec.resources.requests.storage",
            "50e3"
        ),
        Case(
            "a pod with a divisor",
            "pods",
            #"{"spec":{"containers":[{"name":"a","image":"a","env":[{"name":"v","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}}]}]}}"#,
            "spec.restartPolicy",
            "Always"
        ),
        Case(
            "a job counts its pods",
            "jobs.batch",
            #"{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}"#,
            "spec.backoffLimit",
            6
        ),
        Case(
            "a deployment keeps ten revisions",
            "deployments.apps",
            "{\"spec\":{\(template)}}",
            "spec.revisionHistoryLimit",
            10
        ),
        Case(
            "a service for the world",
            "services",
            #"{"spec":{"type":"LoadBalancer","ports":[{"port":80}]}}"#,
            "spec.externalTrafficPolicy",
            "Cluster"
        ),
        Case(
            "a headless service without a selector",
            "services",
            #"{"spec":{"clusterIP":"None"}}"#,
            "spec.ipFamilyPolicy",
            "RequireDualStack"
        ),
        Case(
            "a limit is a default request",
            "limitranges",
            #"{"spec":{"limits":[{"type":"Container","max":{"cpu":"1000m"}}]}}"#,
            "spec.limits",
            [["type": "Container", "max": ["cpu": "1"], "default": ["cpu": "1"], "defaultRequest": ["cpu": "1"]]]
        ),
    ]

    @Test("single fields", arguments: cases)
    func fields(_ row: Case) throws {
        let object = try Self.created(row)
        #expect(object.value(at: row.path.split(separator: ".").map(String.init)) == row.value)
    }

    @Test("an object that is written back as it was read stays as it is", arguments: cases)
    func unchanged(_ row: Case) throws {
        let object = try Self.created(row)
        #expect(try BuiltInFixture(row.resource).updated(object) { _ in } == object)
    }

    private static func created(_ row: Case) throws -> JSONObject {
        var text = row.object
        text.insert(
            contentsOf: #""metadata":{"name":"x"}"# + (text == "{}" ? "" : ","),
            at: text.index(after: text.startIndex)
        )
        return try BuiltInFixture(row.resource).created(text)
    }

    @Test("a definition of a kind gets the names that follow from its kind, and its stored version")
    func definition() throws {
        let object = try BuiltInFixture("customresourcedefinitions.apiextensions.k8s.io").created(
            #"{"metadata":{"name":"cats.x.io"},"spec":{"group":"x.io","scope":"Namespaced","names":{"plural":"cats","#
                + #""kind":"Cat"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":"#
                + #"{"type":"object"}}}]}}"#
        )
        let names: JSONValue = ["plural": "cats", "kind": "Cat", "singular": "cat", "listKind": "CatList"]
        #expect(object["spec"]?["names"] == names)
        #expect(object["spec"]?["conversion"] == ["strategy": "None"])
        #expect(object["status"]?["storedVersions"] == ["v1"])
    }
}
