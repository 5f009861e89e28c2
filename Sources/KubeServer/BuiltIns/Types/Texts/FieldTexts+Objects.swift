// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// The other objects of the core group.
    static let objects = #"""
        Service, Node, Namespace, ResourceQuota
          spec   What is wanted.
          status What is.
        ServiceSpec
          selector                      The labels of the pods behind the service.
          ports                         The ports of the service.
          type                          Who reaches it: ClusterIP, NodePort, LoadBalancer, or a mere ExternalName.
          clusterIP                     The address in the cluster; None for a service without one.
          clusterIPs                    The addresses in the cluster, one for each family.
          ipFamilies                    The families of its addresses: IPv4, IPv6 or both.
          ipFamilyPolicy                Whether it has addresses of one family or of two.
          externalIPs                   Addresses outside of the cluster at which nodes take its traffic.
          externalName                  The name that the service stands for, for the type ExternalName.
          externalTrafficPolicy         Whether nodes pass outside traffic on to other nodes (Cluster) or not (Local).
          internalTrafficPolicy         The same for traffic from inside.
          sessionAffinity               Whether a client gets the same pod each time: ClientIP or None.
          sessionAffinityConfig         How long a client gets the same pod.
          loadBalancerClass             Who provides the load balancer.
          loadBalancerIP                The address that the load balancer should have; deprecated.
          loadBalancerSourceRanges      The clients that the load balancer lets in.
          allocateLoadBalancerNodePorts Whether a load balancer gets ports on the nodes.
          healthCheckNodePort           The port at which nodes tell a load balancer whether they have pods.
          publishNotReadyAddresses      Whether pods that are not ready are found, too.
          trafficDistribution           Which pods are preferred, for example those in the same zone.
        ServicePort
          name        A name for the port; needed where there are several.
          port        The number of the port.
          targetPort  The port of the pods, by number or name; the same number if it is not said.
          protocol    TCP, UDP or SCTP.
          appProtocol What is spoken at the port.
          nodePort    The port on the nodes; chosen by the server if it is not said.
        SessionAffinityConfig
          clientIP How long, by the address of the client.
        ClientIPConfig
          timeoutSeconds How many seconds.
        ServiceStatus
          loadBalancer Where the load balancer is reached.
          conditions   What is true of the service.
        LoadBalancerStatus
          ingress The addresses of the load balancer.
        LoadBalancerIngress
          ip       The address.
          hostname The name.
          ipMode   Whether traffic keeps the address (VIP) or comes from the balancer's (Proxy).
          ports    The ports, and what is wrong with them.
        Secret
          data       The entries, each in base64.
          stringData Entries as plain text, for writing only: they are moved to data.
          type       What kind of secret it is, which says what entries it needs; never changed.
          immutable  Whether the entries are there to stay; this can never be taken back.
        ConfigMap
          data       The entries that are text.
          binaryData The entries that are not, each in base64.
          immutable  Whether the entries are there to stay; this can never be taken back.
        ServiceAccount
          secrets                      The secrets that pods of the account may use.
          imagePullSecrets             Secrets with credentials for registries, for pods that name none.
          automountServiceAccountToken Whether pods of the account find a token of it, unless they say otherwise.
        NamespaceSpec
          finalizers Who has to clean up before the namespace may be gone.
        NamespaceStatus
          phase      Active, or Terminating when the namespace is being deleted.
          conditions How the deletion goes on.
        NamespaceCondition, NodeCondition
          type               What the condition is about.
          status             True, False or Unknown.
          lastTransitionTime When the status last changed.
          reason             Why, in one word.
          message            Why, in a sentence.
        NodeCondition
          lastHeartbeatTime When it was last looked at.
        Event
          involvedObject     The object that the event is about.
          reason             What happened, in one word.
          message            What happened, in a sentence.
          type               Normal or Warning.
          source             Who reported it.
          count              How often it happened.
          firstTimestamp     When it happened first.
          lastTimestamp      When it happened last.
          eventTime          When it happened, exactly.
          series             How often it happened, and when last.
          action             What was done, or went wrong.
          related            A second object that the event is about.
          reportingComponent Who reported it, as a qualified name.
          reportingInstance  Which instance of that.
        ObjectReference
          kind            The kind of the object.
          apiVersion      Its group and version.
          namespace       Its namespace.
          name            Its name.
          uid             Its uid.
          resourceVersion The state of it that is meant.
          fieldPath       The part of it that is meant, such as spec.containers{web}.
        LocalObjectReference
          name The name of an object in the same namespace.
        TypedLocalObjectReference
          apiGroup The group of the object; none is the core group.
          kind     Its kind.
          name     Its name.
        NodeSpec
          podCIDR       The addresses of pods on the node.
          podCIDRs      The same, one for each family.
          providerID    What the cloud calls the machine.
          unschedulable Whether no more pods are put on the node.
          taints        What keeps pods away that do not tolerate it.
        Taint
          key       The key.
          value     The value.
          effect    What happens to pods: NoSchedule, PreferNoSchedule or NoExecute.
          timeAdded Since when the taint is there.
        NodeStatus
          capacity        What the machine has of each resource.
          allocatable     What pods may use of it.
          conditions      What is true of the node: whether it is ready, or short of something.
          addresses       The addresses and names of the machine.
          nodeInfo        What the machine is and runs.
          images          The images that are on the machine.
          daemonEndpoints Where the kubelet listens.
        ResourceQuotaSpec
          hard          The most that may be used of each resource in the namespace.
          scopes        Which objects are counted.
          scopeSelector Which objects are counted, by expressions.
        ResourceQuotaStatus
          hard The bounds in force.
          used What is used.
        LimitRange
          spec The bounds.
        LimitRangeSpec
          limits The bounds, one for each type of object.
        LimitRangeItem
          type                 What is bounded: Container, Pod or PersistentVolumeClaim.
          max                  The most of each resource.
          min                  The least of each resource.
          default              The limits of containers that have none.
          defaultRequest       The requests of containers that have none.
          maxLimitRequestRatio How many times the request a limit may be.
        """#
}
