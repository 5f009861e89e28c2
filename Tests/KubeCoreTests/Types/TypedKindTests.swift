// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("Typed kinds", .tags(.codec))
struct TypedKindTests {
    @Test("a secret's data are decoded, and printed nowhere")
    func secret() throws {
        let secret = try CoreV1.Secret(
            parsing:
                #"{"kind":"Secret","metadata":{"name":"x"},"type":"Opaque","data":{"password":"aHVudGVyMg==","empty":null}}"#
        )
        #expect(secret.type == "Opaque")
        #expect(secret.data["password"]?.exposed == Array("hunter2".utf8))
        #expect(secret.data["empty"]?.exposed.isEmpty == true)
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("hunter2") && !dumped.contains("104") && !"\(secret)".contains("104"))
        #expect(throws: JSONError.self) { try CoreV1.Secret(parsing: #"{"data":{"a":"*"}}"#) }
    }

    @Test("a configuration map")
    func configMap() throws {
        let map = try CoreV1.ConfigMap(parsing: #"{"data":{"a":"b"},"binaryData":{"c":"AAE="},"immutable":true}"#)
        #expect(map.data == ["a": "b"])
        #expect(map.binaryData == ["c": [0, 1]])
    }

    @Test("a namespace and a service account")
    func namespace() throws {
        let namespace = try CoreV1.Namespace(
            parsing:
                #"{"kind":"Namespace","metadata":{"name":"a"},"spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}"#
        )
        #expect(namespace.phase == "Active")
        #expect(try CoreV1.ServiceAccount(parsing: #"{"metadata":{"name":"a"},"secrets":[]}"#).metadata.name == "a")
    }

    @Test("a pod")
    func pod() throws {
        let pod = try CoreV1.Pod(
            parsing: #"""
                {"kind":"Pod","metadata":{"name":"p"},"spec":{"nodeName":"n","serviceAccountName":"s","containers":[{}]},
                 "status":{"phase":"Running","podIP":"10.0.0.1","reason":"","containerStatuses":[],
                   "conditions":[{"type":"Ready","status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-20T10:00:00Z"}]}}
                """#
        )
        #expect(pod.nodeName == "n")
        #expect(pod.phase == "Running")
        #expect(pod.isReady)
    }

    @Test("a node")
    func node() throws {
        let node = try CoreV1.Node(
            parsing: #"""
                {"metadata":{"name":"n"},"spec":{"providerID":"aws:///z/i-0","unschedulable":true},
                 "status":{"capacity":{"cpu":"4"},"allocatable":{"cpu":"3920m"},"conditions":[{"type":"Ready","status":"Unknown"}]}}
                """#
        )
        #expect(node.providerID == "aws:///z/i-0")
        #expect(node.isUnschedulable && !node.isReady)
        #expect(node.allocatable == ["cpu": "3920m"])
    }

    @Test("a deployment is rolled out when the present template runs everywhere")
    func deployment() throws {
        func isRolledOut(_ status: String) throws -> Bool {
            try AppsV1.Deployment(
                parsing: #"{"metadata":{"generation":2},"spec":{"replicas":3},"status":\#(status)}"#
            ).isRolledOut
        }
        #expect(
            try isRolledOut(#"{"observedGeneration":2,"updatedReplicas":3,"availableReplicas":3,"readyReplicas":3}"#)
        )
        #expect(try !isRolledOut(#"{"observedGeneration":1,"updatedReplicas":3,"availableReplicas":3}"#))
        #expect(try !isRolledOut(#"{"observedGeneration":2,"updatedReplicas":2,"availableReplicas":3}"#))
        #expect(try !isRolledOut(#"{"observedGeneration":2,"updatedReplicas":3,"availableReplicas":2}"#))
        #expect(
            try !isRolledOut(#"{"observedGeneration":2,"replicas":4,"updatedReplicas":3,"availableReplicas":3}"#),
            "one of those that are available may be of an earlier template"
        )
        #expect(try !isRolledOut("null"))
    }

    @Test("a job")
    func job() throws {
        let job = try BatchV1.Job(
            parsing:
                #"{"status":{"succeeded":1,"completionTime":"2026-11-20T10:00:00Z","conditions":[{"type":"Complete","status":"True"}]}}"#
        )
        #expect(job.isComplete && !job.isFailed)
        #expect(job.succeeded == 1 && job.failed == 0 && job.active == 0)
        #expect(job.completionTime != nil)
    }

    @Test("a lease reads what it writes, to the microsecond")
    func lease() throws {
        var spec = CoordinationV1.LeaseSpec()
        spec.holderIdentity = "me"
        spec.leaseDurationSeconds = 15
        spec.renewTime = Timestamp(secondsSinceEpoch: 0, nanoseconds: 123_456_000)
        spec.leaseTransitions = 2
        #expect(
            spec.serializedText()
                == #"{"holderIdentity":"me","leaseDurationSeconds":15,"renewTime":"1970-01-01T00:00:00.123456Z","leaseTransitions":2}"#
        )
        let lease = try CoordinationV1.Lease(parsing: #"{"kind":"Lease","spec":\#(spec.serializedText())}"#)
        #expect(lease.spec == spec)
        #expect(try CoordinationV1.Lease(parsing: #"{"spec":{"holderIdentity":null}}"#).spec == .init())
    }

    @Test("events of both groups")
    func events() throws {
        let core = try CoreV1.Event(
            parsing: #"""
                {"involvedObject":{"kind":"Pod","name":"p"},"type":"Warning","reason":"R","message":"m","count":3,
                 "firstTimestamp":"2026-11-20T10:00:00Z","lastTimestamp":null,"eventTime":"2026-11-20T10:00:00.123456Z",
                 "reportingComponent":"c","source":{}}
                """#
        )
        #expect(core.involvedObject.name == "p" && core.count == 3 && core.lastTimestamp == nil)
        #expect(core.eventTime?.nanoseconds == 123_456_000)
        let event = try EventsV1.Event(
            parsing: #"""
                {"regarding":{"kind":"Pod","name":"p"},"type":"Normal","reason":"R","note":"n","action":"A",
                 "reportingController":"c","eventTime":null,"series":{"count":7,"lastObservedTime":"2026-11-20T10:00:00.000000Z"}}
                """#
        )
        #expect(event.regarding.kind == "Pod" && event.note == "n" && event.action == "A")
        #expect(event.series?.count == 7)
    }

    @Test("a definition of a custom resource, and a scale")
    func definitionAndScale() throws {
        let definition = try APIExtensionsV1.CustomResourceDefinition(
            parsing: #"{"status":{"conditions":[{"type":"Established","status":"True"}],"storedVersions":["v1"]}}"#
        )
        #expect(definition.isEstablished && definition.storedVersions == ["v1"])
        let scale = try Scale(
            parsing: #"{"kind":"Scale","spec":{"replicas":3},"status":{"replicas":2,"selector":"app=web"}}"#
        )
        #expect(scale.desiredReplicas == 3 && scale.replicas == 2 && scale.selector == "app=web")
    }

    @Test("answers to reviews")
    func reviews() throws {
        let token = try IssuedToken(parsing: #"{"status":{"token":"t","expirationTimestamp":"2026-11-20T10:00:00Z"}}"#)
        #expect(token.token.exposed == "t" && !"\(token)".contains("\"t\""))
        #expect(throws: JSONError.self) { try IssuedToken(parsing: #"{"status":{}}"#) }

        let review = try TokenReview.Answer(
            parsing:
                #"{"status":{"authenticated":true,"audiences":["a"],"user":{"username":"u","groups":["g"],"extra":{"k":["v"]}}}}"#
        )
        #expect(review.isAuthenticated && review.user.groups == ["g"] && review.user.extra == ["k": ["v"]])
        #expect(try TokenReview.Answer(parsing: #"{"status":{"error":"no"}}"#).error == "no")

        let access = try AccessReview.Answer(parsing: #"{"status":{"allowed":false,"denied":true,"reason":"r"}}"#)
        #expect(!access.isAllowed && access.isDenied && access.reason == "r")

        let rules = try AccessRules(
            parsing: #"""
                {"status":{"incomplete":true,"resourceRules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}],
                 "nonResourceRules":[{"verbs":["get"],"nonResourceURLs":["/metrics"]}]}}
                """#
        )
        #expect(rules.isIncomplete && rules.resourceRules.first?.resources == ["pods"])
        #expect(rules.pathRules.first?.paths == ["/metrics"])

        #expect(try SelfReview(parsing: #"{"status":{"userInfo":{"username":"me"}}}"#).user.username == "me")
    }
}
