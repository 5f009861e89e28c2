// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Everything else of the core group.
    static let coreObjects = #"""
        kind Service: A stable name and address for a changing set of pods.
          spec   ServiceSpec   = {}
          status ServiceStatus = {}

        kind ServiceAccount: An identity for programs that run in a namespace.
          secrets                      [ObjectReference] map(name) merge(name)
          imagePullSecrets             [LocalObjectReference]
          automountServiceAccountToken bool

        kind Binding: The node that a pod is assigned to.
          target! ObjectReference = {}

        kind Endpoints: The addresses behind a service, all in one object; EndpointSlice is its successor.
          subsets [EndpointSubset]

        kind Node: A machine that pods run on.
          spec   NodeSpec   = {}
          status NodeStatus = {}

        kind Namespace: A part of the cluster with names of its own; deleting it deletes what is in it.
          spec   NamespaceSpec   = {}
          status NamespaceStatus = {}

        kind Event: A report of something that happened to an object, kept for a while.
          involvedObject!    ObjectReference = {}
          reason             string
          message            string
          source             EventSource     = {}
          firstTimestamp     time
          lastTimestamp      time
          count              int32
          type               string
          eventTime          microTime
          series             EventSeries
          action             string
          related            ObjectReference
          reportingComponent string          = ""
          reportingInstance  string          = ""

        kind LimitRange: Bounds and defaults for the resources of single objects in a namespace.
          spec LimitRangeSpec = {}

        kind ResourceQuota: Bounds for the sum of what is used in a namespace.
          spec   ResourceQuotaSpec   = {}
          status ResourceQuotaStatus = {}

        kind Secret: Bytes that only those who need them should see: passwords, tokens, keys.
          immutable  bool
          data       {bytes}
          stringData {string}
          type       string = Opaque

        kind ConfigMap: Settings that pods read as files or as environment variables.
          immutable  bool
          data       {string}
          binaryData {bytes}

        type TopologySelectorTerm atomic
          matchLabelExpressions [TopologySelectorLabelRequirement]

        type TopologySelectorLabelRequirement
          key!    string = ""
          values! [string]

        type Taint
          key!      string      = ""
          value     string
          effect!   TaintEffect = ""
          timeAdded time

        type PodTemplateSpec
          metadata ObjectMeta = {}
          spec     PodSpec    = {}

        type SessionAffinityConfig
          clientIP ClientIPConfig

        type ClientIPConfig
          timeoutSeconds int32

        type ServiceStatus
          loadBalancer LoadBalancerStatus = {}
          conditions   [Condition]        map(type) merge(type)

        type LoadBalancerStatus
          ingress [LoadBalancerIngress]

        type LoadBalancerIngress
          ip       string
          hostname string
          ipMode   string
          ports    [PortStatus]

        type ServiceSpec
          ports                         [ServicePort]   map(port,protocol) merge(port)
          selector                      {string}        atomic
          clusterIP                     string
          clusterIPs                    [string]
          type                          ServiceType     = ClusterIP
          externalIPs                   [string]
          sessionAffinity               ServiceAffinity = None
          loadBalancerIP                string
          loadBalancerSourceRanges      [string]
          externalName                  string
          externalTrafficPolicy         ServiceExternalTrafficPolicy
          healthCheckNodePort           int32
          publishNotReadyAddresses      bool
          sessionAffinityConfig         SessionAffinityConfig
          ipFamilies                    [IPFamily]
          ipFamilyPolicy                IPFamilyPolicy
          allocateLoadBalancerNodePorts bool
          loadBalancerClass             string
          internalTrafficPolicy         ServiceInternalTrafficPolicy
          trafficDistribution           string

        type ServicePort
          name        string
          protocol    Protocol = TCP
          appProtocol string
          port!       int32    = 0
          targetPort  intOrString
          nodePort    int32

        type EndpointSubset
          addresses         [EndpointAddress]
          notReadyAddresses [EndpointAddress]
          ports             [EndpointPort]

        type EndpointAddress atomic
          ip!       string = ""
          hostname  string
          nodeName  string
          targetRef ObjectReference

        type EndpointPort atomic
          name        string
          port!       int32    = 0
          protocol    Protocol = TCP
          appProtocol string

        type NodeSpec
          podCIDR       string
          podCIDRs      [string] set merge
          providerID    string
          unschedulable bool
          taints        [Taint]
          configSource  NodeConfigSource
          externalID    string

        type NodeConfigSource
          configMap ConfigMapNodeConfigSource

        type ConfigMapNodeConfigSource
          namespace!        string = ""
          name!             string = ""
          uid               string
          resourceVersion   string
          kubeletConfigKey! string = ""

        type DaemonEndpoint
          Port! int32 = 0

        type NodeDaemonEndpoints
          kubeletEndpoint DaemonEndpoint = {}

        type NodeRuntimeHandlerFeatures
          recursiveReadOnlyMounts bool
          userNamespaces          bool

        type NodeRuntimeHandler
          name     string = ""
          features NodeRuntimeHandlerFeatures

        type NodeFeatures
          supplementalGroupsPolicy bool

        type NodeSystemInfo
          machineID!               string = ""
          systemUUID!              string = ""
          bootID!                  string = ""
          kernelVersion!           string = ""
          osImage!                 string = ""
          containerRuntimeVersion! string = ""
          kubeletVersion!          string = ""
          kubeProxyVersion!        string = ""
          operatingSystem!         string = ""
          architecture!            string = ""
          swap                     NodeSwapStatus

        type NodeSwapStatus
          capacity int64

        type NodeConfigStatus
          assigned      NodeConfigSource
          active        NodeConfigSource
          lastKnownGood NodeConfigSource
          error         string

        type NodeStatus
          capacity         {quantity}
          allocatable      {quantity}
          phase            NodePhase
          conditions       [NodeCondition]     map(type) merge(type)
          addresses        [NodeAddress]       map(type) merge(type)
          daemonEndpoints  NodeDaemonEndpoints = {}
          nodeInfo         NodeSystemInfo      = {}
          images           [ContainerImage]
          volumesInUse     [string]
          volumesAttached  [AttachedVolume]
          config           NodeConfigStatus
          runtimeHandlers  [NodeRuntimeHandler]
          features         NodeFeatures
          declaredFeatures [string]

        type AttachedVolume
          name!       string = ""
          devicePath! string = ""

        type ContainerImage
          names     [string]
          sizeBytes int64

        type NodeCondition
          type!              string = ""
          status!            string = ""
          lastHeartbeatTime  time
          lastTransitionTime time
          reason             string
          message            string

        type NodeAddress
          type!    string = ""
          address! string = ""

        type NamespaceSpec
          finalizers [string]

        type NamespaceStatus
          phase      NamespacePhase       = Active
          conditions [NamespaceCondition] map(type) merge(type)

        type NamespaceCondition
          type!              string = ""
          status!            string = ""
          lastTransitionTime time
          reason             string
          message            string

        type ObjectReference atomic
          kind            string
          namespace       string
          name            string
          uid             string
          apiVersion      string
          resourceVersion string
          fieldPath       string

        type LocalObjectReference atomic
          name string

        type TypedLocalObjectReference atomic
          apiGroup string
          kind!    string = ""
          name!    string = ""

        type EventSource
          component string
          host      string

        type EventSeries
          count            int32
          lastObservedTime microTime

        type LimitRangeItem
          type!                string = ""
          max                  {quantity}
          min                  {quantity}
          default              {quantity}
          defaultRequest       {quantity}
          maxLimitRequestRatio {quantity}

        type LimitRangeSpec
          limits! [LimitRangeItem]

        type ResourceQuotaSpec
          hard          {quantity}
          scopes        [ResourceQuotaScope]
          scopeSelector ScopeSelector

        type ScopeSelector atomic
          matchExpressions [ScopedResourceSelectorRequirement]

        type ScopedResourceSelectorRequirement
          scopeName! ResourceQuotaScope    = ""
          operator!  ScopeSelectorOperator = ""
          values     [string]

        type ResourceQuotaStatus
          hard {quantity}
          used {quantity}

        type PortStatus
          port!     int32    = 0
          protocol! Protocol = ""
          error     string

        enum IPFamily "" IPv4 IPv6
        enum IPFamilyPolicy PreferDualStack RequireDualStack SingleStack
        enum NamespacePhase Active Terminating
        enum NodePhase Pending Running Terminated
        enum ResourceQuotaScope BestEffort CrossNamespacePodAffinity NotBestEffort NotTerminating
          PriorityClass Terminating VolumeAttributesClass
        enum ScopeSelectorOperator DoesNotExist Exists In NotIn
        enum ServiceAffinity ClientIP None
        enum ServiceExternalTrafficPolicy Cluster Local
        enum ServiceInternalTrafficPolicy Cluster Local
        enum ServiceType ClusterIP ExternalName LoadBalancer NodePort
        """#
}
