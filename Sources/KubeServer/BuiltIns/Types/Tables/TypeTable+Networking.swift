// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Endpoint slices.
    static let discovery = #"""
        kind EndpointSlice: Some of the addresses behind a service.
          addressType! AddressType = ""
          endpoints    [Endpoint]
          ports        [EndpointPort]

        type Endpoint
          addresses!         [string]           set
          conditions         EndpointConditions = {}
          hostname           string
          targetRef          ObjectReference
          deprecatedTopology {string}
          nodeName           string
          zone               string
          hints              EndpointHints

        type EndpointConditions
          ready       bool
          serving     bool
          terminating bool

        type EndpointHints
          forZones [ForZone]
          forNodes [ForNode]

        type ForZone
          name! string = ""

        type ForNode
          name! string = ""

        type EndpointPort atomic
          name        string   = ""
          protocol    Protocol = TCP
          port        int32
          appProtocol string

        enum AddressType FQDN IPv4 IPv6
        """#

    /// Network policies and ingresses.
    static let networking = #"""
        kind NetworkPolicy: Which connections the pods that it selects may take and make.
          spec NetworkPolicySpec = {}

        kind Ingress: How requests from outside reach services by host and path.
          spec   IngressSpec   = {}
          status IngressStatus = {}

        kind IngressClass: The controller that fulfils ingresses of a class.
          spec IngressClassSpec = {}

        type NetworkPolicySpec
          podSelector LabelSelector = {}
          ingress     [NetworkPolicyIngressRule]
          egress      [NetworkPolicyEgressRule]
          policyTypes [PolicyType]

        type NetworkPolicyIngressRule
          ports [NetworkPolicyPort]
          from  [NetworkPolicyPeer]

        type NetworkPolicyEgressRule
          ports [NetworkPolicyPort]
          to    [NetworkPolicyPeer]

        type NetworkPolicyPort
          protocol Protocol = TCP
          port     intOrString
          endPort  int32

        type IPBlock
          cidr!  string = ""
          except [string]

        type NetworkPolicyPeer
          podSelector       LabelSelector
          namespaceSelector LabelSelector
          ipBlock           IPBlock

        type IngressSpec
          ingressClassName string
          defaultBackend   IngressBackend
          tls              [IngressTLS]
          rules            [IngressRule]

        type IngressTLS
          hosts      [string]
          secretName string

        type IngressStatus
          loadBalancer IngressLoadBalancerStatus = {}

        type IngressLoadBalancerStatus
          ingress [IngressLoadBalancerIngress]

        type IngressLoadBalancerIngress
          ip       string
          hostname string
          ports    [IngressPortStatus]

        type IngressPortStatus
          port!     int32    = 0
          protocol! Protocol = ""
          error     string

        type IngressRule
          host string
          http HTTPIngressRuleValue

        type HTTPIngressRuleValue
          paths! [HTTPIngressPath]

        type HTTPIngressPath
          path      string
          pathType! PathType
          backend!  IngressBackend = {}

        type IngressBackend
          service  IngressServiceBackend
          resource TypedLocalObjectReference

        type IngressServiceBackend
          name! string             = ""
          port  ServiceBackendPort = {}

        type ServiceBackendPort atomic
          name   string
          number int32

        type IngressClassSpec
          controller string
          parameters IngressClassParametersReference

        type IngressClassParametersReference
          apiGroup  string
          kind!     string = ""
          name!     string = ""
          scope     string = Cluster
          namespace string

        enum PathType Exact ImplementationSpecific Prefix
        enum PolicyType Egress Ingress
        """#
}
