// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("Bodies that cannot be read")
struct TypeMismatchTests {
    struct Case: CustomTestStringConvertible {
        let resource: String
        let object: String
        let message: String?
        var testDescription: String { message ?? object }

        init(_ resource: String, _ object: String, _ message: String?) {
            self.resource = resource
            self.object = object
            self.message = message
        }
    }

    @Test(
        "a value of another type is reported as Go does",
        arguments: [
            Case(
                "deployments.apps",
                #"{"spec":{"replicas":"2"}}"#,
                "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32"
            ),
            Case(
                "deployments.apps",
                #"{"spec":{"template":{"spec":{"containers":[{"env":[{"name":"a","value":1}]}]}}}}"#,
                "json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string"
            ),
            Case(
                "configmaps",
                #"{"data":{"a":true}}"#,
                "json: cannot unmarshal bool into Go struct field ConfigMap.data of type string"
            ),
            Case(
                "pods",
                #"{"metadata":{"labels":[]}}"#,
                "json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string"
            ),
            Case(
                "pods",
                #"{"spec":{"containers":{}}}"#,
                "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container"
            ),
            Case(
                "pods",
                #"{"spec":"x"}"#,
                "json: cannot unmarshal string into Go struct field Pod.spec of type v1.PodSpec"
            ),
            Case(
                "deployments.apps",
                #"{"spec":{"replicas":1.5}}"#,
                "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32"
            ),
            Case("secrets", #"{"data":{"a":"a?"}}"#, "illegal base64 data at input byte 1"),
            Case(
                "pods",
                #"{"spec":{"containers":[{"resources":{"limits":{"cpu":"1x"}}}]}}"#,
                #"quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"#
            ),
            Case("pods", #"{"spec":{"nodeName":null,"containers":[{"resources":{"limits":{"cpu":1}}}]}}"#, nil),
            Case("services", #"{"spec":{"ports":[{"port":80,"targetPort":"http"}]}}"#, nil),
        ]
    )
    func mismatches(_ row: Case) throws {
        let resource = try BuiltInFixture(row.resource).resource
        #expect(resource.typeMismatch(in: try JSONObject(parsing: row.object))?.description == row.message)
    }
}
