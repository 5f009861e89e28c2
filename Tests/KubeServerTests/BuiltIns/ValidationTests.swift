// SPDX-License-Identifier: Apache-2.0

import KubeServer
import TestSupport
import Testing

@Suite("What the API server refuses")
struct ValidationTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let resource: String
        let object: String
        let old: String?
        let errors: [String]

        init(_ name: String, _ resource: String, _ object: String, from old: String? = nil, _ errors: String...) {
            testDescription = name
            self.resource = resource
            self.object = object
            self.old = old
            self.errors = errors
        }
    }

    private static func workload(_ selector: String, _ label: String = "a", _ more: String = "") -> String {
        #"{"metadata":{"name":"x"},"spec":{\#(more)"selector":{"matchLabels":{"app":"\#(selector)"}},"template":{"metadata":"#
            + #"{"labels":{"app":"\#(label)"}},"spec":{"containers":[{"name":"a","image":"a"}]}}}}"#
    }

    private static func pod(_ spec: String) -> String { #"{"metadata":{"name":"x"},"spec":{\#(spec)}}"# }
    private static let a = #"{"name":"a","image":"a"}"#

    private static func policy(_ range: String, _ except: String = "") -> String {
        pod(#""ingress":[{"from":[{"ipBlock":{"cidr":"\#(range)","except":[\#(except)]}}]}]"#)
    }

    private static func wrongRange(_ range: String, _ detail: String) -> Case {
        let error = #"spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "\#(range)": \#(detail)"#
        return Case("a policy for \(range)", "networkpolicies.networking.k8s.io", policy(range), error)
    }

    static let objects: [Case] = [
        Case("a deployment", "deployments.apps", workload("a")),
        Case(
            "another selector",
            "deployments.apps",
            workload("b"),
            #"spec.template.metadata.labels: Invalid value: {"app":"a"}: `selector` does not match template `labels`"#
        ),
        Case(
            "no selector",
            "deployments.apps",
            pod(#""template":{"spec":{"containers":[\#(a)]}}"#),
            "spec.selector: Required value",
            "spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`"
        ),
        Case(
            "an empty selector",
            "deployments.apps",
            pod(#""selector":{},"template":{"spec":{"containers":[\#(a)]}}"#),
            "spec.selector: Invalid value: {}: empty selector is invalid for deployment"
        ),
        Case(
            "negative replicas",
            "deployments.apps",
            workload("a", "a", #""replicas":-1,"#),
            "spec.replicas: Invalid value: -1: must be greater than or equal to 0"
        ),
        Case(
            "recreate with rolling update",
            "deployments.apps",
            workload("a", "a", #""strategy":{"type":"Recreate","rollingUpdate":{}},"#),
            "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"
        ),
        Case("no containers", "pods", pod(""), "spec.containers: Required value"),
        Case(
            "a container without a name or an image",
            "pods",
            pod(#""containers":[{}]"#),
            "spec.containers[0].name: Required value",
            "spec.containers[0].image: Required value"
        ),
        Case(
            "two containers of the same name",
            "pods",
            pod(#""containers":[\#(a),\#(a)]"#),
            #"spec.containers[1].name: Duplicate value: "a""#
        ),
        Case(
            "an unknown restart policy",
            "pods",
            pod(#""restartPolicy":"Sometimes","containers":[\#(a)]"#),
            #"spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never""#
        ),
        Case(
            "a mount of no volume",
            "pods",
            pod(#""containers":[{"name":"a","image":"a","volumeMounts":[{"name":"v","mountPath":"/v"}]}]"#),
            #"spec.containers[0].volumeMounts[0].name: Not found: "v""#
        ),
        Case(
            "a port beyond all ports",
            "pods",
            pod(#""containers":[{"name":"a","image":"a","ports":[{"containerPort":70000}]}]"#),
            "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive"
        ),
        Case(
            "more requested than allowed",
            "pods",
            pod(#""containers":[{"name":"a","image":"a","resources":{"requests":{"cpu":2},"limits":{"cpu":1}}}]"#),
            #"spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1"#
        ),
        Case(
            "a job that never ends",
            "jobs.batch",
            pod(#""template":{"spec":{"containers":[\#(a)]}}"#),
            #"spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never""#
        ),
        Case(
            "a schedule that is none",
            "cronjobs.batch",
            pod(
                #""schedule":"foo","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[\#(a)]}}}}"#
            ),
            #"spec.schedule: Invalid value: "foo": expected exactly 5 fields, found 1: [foo]"#
        ),
        Case("a service without ports", "services", pod(""), "spec.ports: Required value"),
        Case(
            "a service with the same port twice",
            "services",
            pod(#""ports":[{"name":"a","port":80},{"name":"b","port":80}]"#),
            #"spec.ports[1]: Duplicate value: {"port":80,"protocol":"TCP"}"#
        ),
        Case(
            "ports without names",
            "services",
            pod(#""ports":[{"port":80},{"port":81}]"#),
            "spec.ports[0].name: Required value",
            "spec.ports[1].name: Required value"
        ),
        Case(
            "a key that is no file name",
            "secrets",
            #"{"data":{"a/b":""}}"#,
            #"data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"#
        ),
        Case(
            "a certificate without its key",
            "secrets",
            #"{"type":"kubernetes.io/tls","data":{"tls.crt":""}}"#,
            "data[tls.key]: Required value"
        ),
        Case(
            "a token of nobody",
            "secrets",
            #"{"type":"kubernetes.io/service-account-token"}"#,
            "metadata.annotations[kubernetes.io/service-account.name]: Required value"
        ),
        Case(
            "a rule without verbs",
            "roles.rbac.authorization.k8s.io",
            #"{"rules":[{"apiGroups":[""],"resources":["pods"]}]}"#,
            "rules[0].verbs: Required value: verbs must contain at least one value"
        ),
        Case(
            "paths in a namespace",
            "roles.rbac.authorization.k8s.io",
            #"{"rules":[{"verbs":["get"],"nonResourceURLs":["/x"]}]}"#,
            #"rules[0].nonResourceURLs: Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs"#
        ),
        Case(
            "a binding of nothing",
            "clusterrolebindings.rbac.authorization.k8s.io",
            #"{"roleRef":{"kind":"Role","name":"r"}}"#,
            #"roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole""#
        ),
        Case(
            "an account of no namespace",
            "rolebindings.rbac.authorization.k8s.io",
            #"{"roleRef":{"kind":"Role","name":"r"},"subjects":[{"kind":"ServiceAccount","name":"sa"}]}"#,
            "subjects[0].namespace: Required value"
        ),
        Case(
            "two bounds",
            "poddisruptionbudgets.policy",
            #"{"spec":{"minAvailable":1,"maxUnavailable":1}}"#,
            #"""
            spec: Invalid value: {"MinAvailable":1,"Selector":null,"MaxUnavailable":1,\#
            "UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set
            """#
        ),
        Case(
            "a path of no type",
            "ingresses.networking.k8s.io",
            pod(
                #""rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"s","port":{"number":80}}}}]}}]"#
            ),
            "spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified"
        ),
        Case(
            "a definition of another name",
            "customresourcedefinitions.apiextensions.k8s.io",
            #"{"metadata":{"name":"x"},"spec":{"group":"x.io","scope":"Cluster","names":{"plural":"cats","kind":"Cat"},"versions":[{"name":"v1","storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}"#,
            #"metadata.name: Invalid value: "x": must be spec.names.plural+"."+spec.group"#
        ),
        Case("a policy for a range", "networkpolicies.networking.k8s.io", policy("10.0.0.0/8", #""10.1.0.0/16""#)),
        wrongRange("10.0.0.1", "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"),
        wrongRange("10.0.0.0/+8", "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"),
        wrongRange("10.0.0.0/08", "must not have leading 0s in IP or prefix length"),
        wrongRange("010.0.0.0/8", "must not have leading 0s in IP or prefix length"),
        wrongRange("::ffff:10.0.0.0/104", "must not have an IPv4-mapped IPv6 address"),
        wrongRange("10.0.0.1/8", "must not have bits set beyond the prefix length"),
        Case(
            "a policy whose exceptions are no part of its range",
            "networkpolicies.networking.k8s.io",
            policy("10.0.0.0/8", #""10.0.0.0/8","11.0.0.0/16","x""#),
            #"spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`"#,
            #"spec.ingress[0].from[0].ipBlock.except[1]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`"#,
            #"spec.ingress[0].from[0].ipBlock.except[2]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"#
        ),
        Case(
            "an event of elsewhere",
            "events",
            #"{"involvedObject":{"namespace":"other"}}"#,
            #"involvedObject.namespace: Invalid value: "other": does not match event.namespace"#
        ),
    ]

    @Test("objects", arguments: objects)
    func inObjects(_ row: Case) throws {
        let errors = try BuiltInFixture(row.resource).errors(row.object)
        #expect(errors == row.errors)
    }

    static let changes: [Case] = [
        Case(
            "the type of a secret",
            "secrets",
            #"{"type":"b"}"#,
            from: #"{"type":"a"}"#,
            #"type: Invalid value: "b": field is immutable"#
        ),
        Case(
            "the data of a sealed secret",
            "secrets",
            #"{"data":{"a":""}}"#,
            from: #"{"immutable":true}"#,
            "data: Forbidden: field is immutable when `immutable` is set"
        ),
        Case(
            "the seal of a config map",
            "configmaps",
            #"{"immutable":null}"#,
            from: #"{"immutable":true}"#,
            "immutable: Forbidden: field is immutable when `immutable` is set"
        ),
        Case(
            "the role of a binding",
            "rolebindings.rbac.authorization.k8s.io",
            #"{"roleRef":{"kind":"Role","name":"b"}}"#,
            from: #"{"roleRef":{"kind":"Role","name":"a"}}"#,
            #"roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"b"}: cannot change roleRef"#
        ),
        Case(
            "the selector of a deployment",
            "deployments.apps",
            workload("b", "b"),
            from: workload("a"),
            #"spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable"#
        ),
        Case(
            "the selector of a daemon set",
            "daemonsets.apps",
            workload("b", "b"),
            from: workload("a"),
            #"spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable"#
        ),
        Case(
            "the service of a stateful set",
            "statefulsets.apps",
            workload("a", "a", #""serviceName":"b","#),
            from: workload("a", "a", #""serviceName":"a","#),
            "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
        ),
        Case(
            "the number of replicas of a stateful set",
            "statefulsets.apps",
            workload("a", "a", #""replicas":3,"#),
            from: workload("a")
        ),
        Case(
            "the address of a service",
            "services",
            pod(#""clusterIP":"10.96.0.8","ports":[{"port":80}]"#),
            from: pod(#""clusterIP":"10.96.0.7","ports":[{"port":80}]"#),
            #"spec.clusterIPs[0]: Invalid value: ["10.96.0.8"]: may not change once set"#
        ),
        Case(
            "the class of a claim",
            "persistentvolumeclaims",
            pod(#""storageClassName":"b","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}"#),
            from: pod(
                #""storageClassName":"a","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}"#
            ),
            "spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"
        ),
        Case(
            "a policy for a range that it had before",
            "networkpolicies.networking.k8s.io",
            policy("010.0.0.0/8", #""10.1.1.1/16""#),
            from: policy("10.0.0.0/8", #""010.0.0.0/8","10.1.1.1/16""#)
        ),
        Case(
            "the image of a pod",
            "pods",
            pod(#""containers":[{"name":"a","image":"b:1","imagePullPolicy":"Always"}]"#),
            from: pod(#""containers":[\#(a)]"#)
        ),
        Case(
            "the node of a pod",
            "pods",
            pod(#""nodeName":"n","containers":[\#(a)]"#),
            from: pod(#""containers":[\#(a)]"#),
            "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"
        ),
        Case(
            "another container for a pod",
            "pods",
            pod(#""containers":[\#(a),{"name":"b","image":"b"}]"#),
            from: pod(#""containers":[\#(a)]"#),
            "spec.containers: Forbidden: pod updates may not add or remove containers"
        ),
        Case(
            "the provisioner of a storage class",
            "storageclasses.storage.k8s.io",
            #"{"provisioner":"b"}"#,
            from: #"{"provisioner":"a"}"#,
            "provisioner: Forbidden: updates to provisioner are forbidden."
        ),
        Case(
            "the value of a priority",
            "priorityclasses.scheduling.k8s.io",
            #"{"value":2}"#,
            from: #"{"value":1}"#,
            "value: Forbidden: may not be changed in an update."
        ),
    ]

    @Test("changes", arguments: changes)
    func inChanges(_ row: Case) throws {
        let errors = try BuiltInFixture(row.resource).errors(row.object, replacing: row.old)
        #expect(errors == row.errors)
    }

    @Test("a megabyte is enough for a secret and for a config map")
    func sizes() throws {
        let bytes = String(repeating: "QUFB", count: (1 << 20) / 3 + 1)
        #expect(
            try BuiltInFixture("secrets").errors(#"{"data":{"a":"\#(bytes)"}}"#)
                == ["data: Too long: may not be more than 1048576 bytes"]
        )
        let text = String(repeating: "a", count: (1 << 20) + 1)
        #expect(
            try BuiltInFixture("configmaps").errors(#"{"data":{"a":"\#(text)"}}"#)
                == ["[]: Too long: may not be more than 1048576 bytes"]
        )
    }

    struct Name: CustomTestStringConvertible {
        let resource: String
        let name: String
        let isAccepted: Bool
        var testDescription: String { "\(resource)/\(name)" }

        init(_ resource: String, _ name: String, _ isAccepted: Bool) {
            self.resource = resource
            self.name = name
            self.isAccepted = isAccepted
        }
    }

    @Test(
        "names",
        arguments: [
            Name("pods", "a.b", true), Name("pods", "A", false), Name("namespaces", "a.b", false),
            Name("services", "1a", true), Name("services", "a.b", false), Name("statefulsets.apps", "a.b", false),
            Name("clusterroles.rbac.authorization.k8s.io", "system:x", true),
            Name("clusterroles.rbac.authorization.k8s.io", "a/b", false),
            Name("cronjobs.batch", String(repeating: "a", count: 53), false),
        ]
    )
    func names(_ row: Name) throws {
        let strategy = try BuiltInFixture(row.resource).resource.strategy
        #expect(strategy.nameErrors(row.name).isEmpty == row.isAccepted)
    }
}
