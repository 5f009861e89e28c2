// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// Network policies and ingresses.
    static let networking = #"""
        NetworkPolicy, IngressClass
          spec What is wanted.
        Ingress
          spec   What is wanted.
          status Where the ingress is reached.
        NetworkPolicySpec
          podSelector The pods that the policy is about; all of the namespace if it is empty.
          ingress     The connections that these pods take.
          egress      The connections that these pods make.
          policyTypes Which of the two directions the policy restricts.
        NetworkPolicyIngressRule
          from  Who may connect; anybody if it is empty.
          ports The ports; all if it is empty.
        NetworkPolicyEgressRule
          to    Who may be connected to; anybody if it is empty.
          ports The ports; all if it is empty.
        NetworkPolicyPort
          protocol TCP, UDP or SCTP.
          port     The port, by number or name.
          endPort  The last port of a range that begins with port.
        NetworkPolicyPeer
          podSelector       Pods, of this namespace unless others are selected.
          namespaceSelector Namespaces.
          ipBlock           Addresses.
        IPBlock
          cidr   The addresses, such as 10.0.0.0/8.
          except Addresses among them that are not meant.
        IngressSpec
          ingressClassName The class, which says who fulfils the ingress.
          defaultBackend   Who gets requests that no rule is about.
          rules            Which requests go where.
          tls              Certificates.
        IngressTLS
          hosts      The hosts that the certificate is for.
          secretName The Secret with certificate and key.
        IngressRule
          host The host; *.example.com for all below, empty for any.
          http The paths.
        HTTPIngressRuleValue
          paths The paths, and who gets them.
        HTTPIngressPath
          path     The path, which begins with a slash.
          pathType How the path is compared: Exact, Prefix or ImplementationSpecific.
          backend  Who gets the requests.
        IngressBackend
          service  A service in the same namespace.
          resource An object of another kind.
        IngressServiceBackend
          name The service.
          port Its port.
        ServiceBackendPort
          name   The name of the port.
          number The number of the port; one of the two.
        IngressStatus
          loadBalancer Where the ingress is reached.
        IngressClassSpec
          controller Who fulfils ingresses of the class.
          parameters An object with more to say to the controller.
        """#

    /// Slices of the endpoints of services.
    static let discovery = #"""
        EndpointSlice
          addressType IPv4, IPv6 or FQDN; never changed.
          endpoints   The endpoints.
          ports       The ports of each of them.
        Endpoint
          addresses  The addresses; usually one.
          conditions Whether it takes traffic.
          hostname   The host name.
          targetRef  The object behind it, usually a pod.
          nodeName   The node that it is on.
          zone       The zone that it is in.
          hints      Who should use it.
        EndpointConditions
          ready       Whether it takes traffic.
          serving     Whether it would, even though it may be on its way out.
          terminating Whether it is on its way out.
        EndpointPort
          name        The name of the port.
          port        The number.
          protocol    TCP, UDP or SCTP.
          appProtocol What is spoken at the port.
        """#

    /// Numbers of replicas.
    static let scale = #"""
        Scale
          spec   How many replicas are wanted.
          status How many there are.
        ScaleSpec
          replicas How many replicas are wanted.
        ScaleStatus
          replicas How many replicas there are.
          selector The selector of the replicas, as a text.
        """#

    /// Rules by which numbers of replicas follow measurements.
    static let autoscaling = #"""
        HorizontalPodAutoscaler
          spec   The rule.
          status What came of it.
        HorizontalPodAutoscalerSpec
          scaleTargetRef The object that is scaled.
          minReplicas    The least number of replicas.
          maxReplicas    The largest number of replicas.
          metrics        What is measured, and what it should be; the largest number that follows counts.
          behavior       How fast the number may grow and shrink.
        CrossVersionObjectReference
          kind       The kind.
          name       The name.
          apiVersion The group and version.
        MetricSpec
          type              Resource, ContainerResource, Pods, Object or External.
          resource          CPU or memory of the pods.
          containerResource CPU or memory of one container of each pod.
          pods              A metric of each pod.
          object            A metric of one object.
          external          A metric from elsewhere.
        ResourceMetricSource
          name   The resource: cpu or memory.
          target What it should be.
        MetricTarget
          type               Utilization, Value or AverageValue.
          averageUtilization The percentage of what pods request, on average.
          averageValue       The amount for each pod, on average.
          value              The amount as a whole.
        """#

    /// Questions about who somebody is, and requests for tokens.
    static let authentication = #"""
        TokenReview, TokenRequest
          spec   The question.
          status The answer.
        SelfSubjectReview
          status The answer.
        TokenReviewSpec
          token     The token.
          audiences Whom the token has to be for; the API server if none is named.
        TokenReviewStatus
          authenticated Whether the token is good.
          user          Whose it is.
          audiences     Which of the named ones it is for.
          error         Why it could not be looked at.
        SelfSubjectReviewStatus
          userInfo Who asked.
        UserInfo
          username The name.
          uid      What tells the user from others of the name.
          groups   The groups that the user is in.
          extra    What else is known, by keys.
        TokenRequestSpec
          audiences         Whom the token is for; the API server if none is named.
          expirationSeconds How long it should be good.
          boundObjectRef    The object with which it ends.
        TokenRequestStatus
          token               The token.
          expirationTimestamp When it ends.
        """#

    /// Questions about what somebody may do.
    static let authorization = #"""
        SubjectAccessReview, LocalSubjectAccessReview, SelfSubjectAccessReview, SelfSubjectRulesReview
          spec   The question.
          status The answer.
        SubjectAccessReviewSpec, SelfSubjectAccessReviewSpec
          resourceAttributes    What is to be done, with a resource.
          nonResourceAttributes What is to be done, at a path that is no resource; one of the two.
        SubjectAccessReviewSpec
          user   Who; user or groups have to be there.
          groups The groups that the user is in.
          uid    What tells the user from others of the name.
          extra  What else is known of the user, by keys.
        ResourceAttributes
          namespace   The namespace; empty for all, or for objects of the cluster.
          verb        What is to be done: get, list, create, or * for all.
          group       The group of the resource; * for all.
          version     The version of the resource.
          resource    The resource.
          subresource The part of the resource.
          name        The name of the object; empty for all.
        NonResourceAttributes
          path The path.
          verb What is to be done, as a method of HTTP in lower case.
        SubjectAccessReviewStatus
          allowed         Whether it is allowed.
          denied          Whether it is forbidden, whoever else might allow it.
          reason          Why.
          evaluationError What went wrong on the way to the answer.
        """#
}
