// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Endpoint slices.
    static let discovery = #"""
        kind EndpointSlice: Some of the addresses behind a service.
          4 addressType! AddressType    = ""
          2 endpoints    [Endpoint]     = null
          3 ports        [EndpointPort] = null

        type Endpoint
          1 addresses!         [string]           set = null
          2 conditions         EndpointConditions     = {}
          3 hostname           string?
          4 targetRef          ObjectReference?
          5 deprecatedTopology {string}
          6 nodeName           string?
          7 zone               string?
          8 hints              EndpointHints?

        type EndpointConditions
          1 ready       bool?
          2 serving     bool?
          3 terminating bool?

        type EndpointHints
          1 forZones [ForZone]
          2 forNodes [ForNode]

        type ForZone
          1 name! string = ""

        type ForNode
          1 name! string = ""

        type EndpointPort atomic
          1 name        string?   = ""
          2 protocol    Protocol? = TCP
          3 port        int32?
          4 appProtocol string?

        enum AddressType FQDN IPv4 IPv6
        """#

    /// Network policies and ingresses.
    static let networking = #"""
        kind NetworkPolicy: Which connections the pods that it selects may take and make.
          2 spec NetworkPolicySpec = {}

        kind Ingress: How requests from outside reach services by host and path.
          2 spec   IngressSpec   = {}
          3 status IngressStatus = {}

        kind IngressClass: The controller that fulfils ingresses of a class.
          2 spec IngressClassSpec = {}

        type NetworkPolicySpec
          1 podSelector LabelSelector = {}
          2 ingress     [NetworkPolicyIngressRule]
          3 egress      [NetworkPolicyEgressRule]
          4 policyTypes [PolicyType]

        type NetworkPolicyIngressRule
          1 ports [NetworkPolicyPort]
          2 from  [NetworkPolicyPeer]

        type NetworkPolicyEgressRule
          1 ports [NetworkPolicyPort]
          2 to    [NetworkPolicyPeer]

        type NetworkPolicyPort
          1 protocol Protocol? = TCP
          2 port     intOrString?
          3 endPort  int32?

        type IPBlock
          1 cidr!  string = ""
          2 except [string]

        type NetworkPolicyPeer
          1 podSelector       LabelSelector?
          2 namespaceSelector LabelSelector?
          3 ipBlock           IPBlock?

        type IngressSpec
          4 ingressClassName string?
          1 defaultBackend   IngressBackend?
          2 tls              [IngressTLS]
          3 rules            [IngressRule]

        type IngressTLS
          1 hosts      [string]
          2 secretName string

        type IngressStatus
          1 loadBalancer IngressLoadBalancerStatus = {}

        type IngressLoadBalancerStatus
          1 ingress [IngressLoadBalancerIngress]

        type IngressLoadBalancerIngress
          1 ip       string
          2 hostname string
          4 ports    [IngressPortStatus]

        type IngressPortStatus
          1 port!     int32    = 0
          2 protocol! Protocol = ""
          3 error     string?

        type IngressRule
          1   host string
          2.1 http HTTPIngressRuleValue?

        type HTTPIngressRuleValue
          1 paths! [HTTPIngressPath] = null

        type HTTPIngressPath
          1 path      string
          3 pathType! PathType?      = null
          2 backend!  IngressBackend = {}

        type IngressBackend
          4 service  IngressServiceBackend?
          3 resource TypedLocalObjectReference?

        type IngressServiceBackend
          1 name! string             = ""
          2 port  ServiceBackendPort = {}

        type ServiceBackendPort atomic
          1 name   string
          2 number int32

        type IngressClassSpec
          1 controller string
          2 parameters IngressClassParametersReference?

        type IngressClassParametersReference
          1 apiGroup  string?
          2 kind!     string  = ""
          3 name!     string  = ""
          4 scope     string? = Cluster
          5 namespace string?

        enum PathType Exact ImplementationSpecific Prefix
        enum PolicyType Egress Ingress
        """#
}
