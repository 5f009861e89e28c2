// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Everything else of the core group.
    static let coreObjects = #"""
        kind Service: A stable name and address for a changing set of pods.
          2 spec   ServiceSpec   = {}
          3 status ServiceStatus = {}

        kind ServiceAccount: An identity for programs that run in a namespace.
          2 secrets                      [ObjectReference] map(name) merge(name)
          3 imagePullSecrets             [LocalObjectReference]
          4 automountServiceAccountToken bool?

        kind Binding: The node that a pod is assigned to.
          2 target! ObjectReference = {}

        kind Endpoints: The addresses behind a service, all in one object; EndpointSlice is its successor.
          2 subsets [EndpointSubset]

        kind Node: A machine that pods run on.
          2 spec   NodeSpec   = {}
          3 status NodeStatus = {}

        kind Namespace: A part of the cluster with names of its own; deleting it deletes what is in it.
          2 spec   NamespaceSpec   = {}
          3 status NamespaceStatus = {}

        kind Event: A report of something that happened to an object, kept for a while.
          2  involvedObject!    ObjectReference = {}
          3  reason             string
          4  message            string
          5  source             EventSource     = {}
          6  firstTimestamp     time            = null
          7  lastTimestamp      time            = null
          8  count              int32
          9  type               string
          10 eventTime          microTime       = null
          11 series             EventSeries?
          12 action             string
          13 related            ObjectReference?
          14 reportingComponent string          = ""
          15 reportingInstance  string          = ""

        kind LimitRange: Bounds and defaults for the resources of single objects in a namespace.
          2 spec LimitRangeSpec = {}

        kind ResourceQuota: Bounds for the sum of what is used in a namespace.
          2 spec   ResourceQuotaSpec   = {}
          3 status ResourceQuotaStatus = {}

        kind Secret: Bytes that only those who need them should see: passwords, tokens, keys.
          5 immutable  bool?
          2 data       {bytes}
          4 stringData {string}
          3 type       string = Opaque

        kind ConfigMap: Settings that pods read as files or as environment variables.
          4 immutable  bool?
          2 data       {string}
          3 binaryData {bytes}

        type TopologySelectorTerm atomic
          1 matchLabelExpressions [TopologySelectorLabelRequirement]

        type TopologySelectorLabelRequirement
          1 key!    string   = ""
          2 values! [string] = null

        type Taint
          1 key!      string      = ""
          2 value     string
          3 effect!   TaintEffect = ""
          4 timeAdded time?

        type PodTemplateSpec
          1 metadata ObjectMeta = {}
          2 spec     PodSpec    = {}

        type SessionAffinityConfig
          1 clientIP ClientIPConfig?

        type ClientIPConfig
          1 timeoutSeconds int32?

        type ServiceStatus
          1 loadBalancer LoadBalancerStatus = {}
          2 conditions   [Condition]        map(type) merge(type)

        type LoadBalancerStatus
          1 ingress [LoadBalancerIngress]

        type LoadBalancerIngress
          1 ip       string
          2 hostname string
          3 ipMode   string?
          4 ports    [PortStatus]

        type ServiceSpec
          1  ports                         [ServicePort]   map(port,protocol) merge(port)
          2  selector                      {string}        atomic
          3  clusterIP                     string
          18 clusterIPs                    [string]
          4  type                          ServiceType     = ClusterIP
          5  externalIPs                   [string]
          7  sessionAffinity               ServiceAffinity = None
          8  loadBalancerIP                string
          9  loadBalancerSourceRanges      [string]
          10 externalName                  string
          11 externalTrafficPolicy         ServiceExternalTrafficPolicy
          12 healthCheckNodePort           int32
          13 publishNotReadyAddresses      bool
          14 sessionAffinityConfig         SessionAffinityConfig?
          19 ipFamilies                    [IPFamily]
          17 ipFamilyPolicy                IPFamilyPolicy?
          20 allocateLoadBalancerNodePorts bool?
          21 loadBalancerClass             string?
          22 internalTrafficPolicy         ServiceInternalTrafficPolicy?
          23 trafficDistribution           string?

        type ServicePort
          1 name        string
          2 protocol    Protocol = TCP
          6 appProtocol string?
          3 port!       int32    = 0
          4 targetPort  intOrString
          5 nodePort    int32

        type EndpointSubset
          1 addresses         [EndpointAddress]
          2 notReadyAddresses [EndpointAddress]
          3 ports             [EndpointPort]

        type EndpointAddress atomic
          1 ip!       string = ""
          3 hostname  string
          4 nodeName  string?
          2 targetRef ObjectReference?

        type EndpointPort atomic
          1 name        string
          2 port!       int32    = 0
          3 protocol    Protocol = TCP
          4 appProtocol string?

        type NodeSpec
          1 podCIDR       string
          7 podCIDRs      [string] set merge
          3 providerID    string
          4 unschedulable bool
          5 taints        [Taint]
          6 configSource  NodeConfigSource?
          2 externalID    string

        type NodeConfigSource
          2 configMap ConfigMapNodeConfigSource?

        type ConfigMapNodeConfigSource
          1 namespace!        string = ""
          2 name!             string = ""
          3 uid               string
          4 resourceVersion   string
          5 kubeletConfigKey! string = ""

        type DaemonEndpoint
          1 Port! int32 = 0

        type NodeDaemonEndpoints
          1 kubeletEndpoint DaemonEndpoint = {}

        type NodeRuntimeHandlerFeatures
          1 recursiveReadOnlyMounts bool?
          2 userNamespaces          bool?

        type NodeRuntimeHandler
          1 name     string = ""
          2 features NodeRuntimeHandlerFeatures?

        type NodeFeatures
          1 supplementalGroupsPolicy bool?

        type NodeSystemInfo
          1  machineID!               string = ""
          2  systemUUID!              string = ""
          3  bootID!                  string = ""
          4  kernelVersion!           string = ""
          5  osImage!                 string = ""
          6  containerRuntimeVersion! string = ""
          7  kubeletVersion!          string = ""
          8  kubeProxyVersion!        string = ""
          9  operatingSystem!         string = ""
          10 architecture!            string = ""
          11 swap                     NodeSwapStatus?

        type NodeSwapStatus
          1 capacity int64?

        type NodeConfigStatus
          1 assigned      NodeConfigSource?
          2 active        NodeConfigSource?
          3 lastKnownGood NodeConfigSource?
          4 error         string

        type NodeStatus
          1  capacity         {quantity}
          2  allocatable      {quantity}
          3  phase            NodePhase
          4  conditions       [NodeCondition]     map(type) merge(type)
          5  addresses        [NodeAddress]       map(type) merge(type)
          6  daemonEndpoints  NodeDaemonEndpoints = {}
          7  nodeInfo         NodeSystemInfo      = {}
          8  images           [ContainerImage]
          9  volumesInUse     [string]
          10 volumesAttached  [AttachedVolume]
          11 config           NodeConfigStatus?
          12 runtimeHandlers  [NodeRuntimeHandler]
          13 features         NodeFeatures?
          14 declaredFeatures [string]

        type AttachedVolume
          1 name!       string = ""
          2 devicePath! string = ""

        type ContainerImage
          1 names     [string] = null
          2 sizeBytes int64

        type NodeCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastHeartbeatTime  time   = null
          4 lastTransitionTime time   = null
          5 reason             string
          6 message            string

        type NodeAddress
          1 type!    string = ""
          2 address! string = ""

        type NamespaceSpec
          1 finalizers [string]

        type NamespaceStatus
          1 phase      NamespacePhase       = Active
          2 conditions [NamespaceCondition] map(type) merge(type)

        type NamespaceCondition
          1 type!              string = ""
          2 status!            string = ""
          4 lastTransitionTime time   = null
          5 reason             string
          6 message            string

        type ObjectReference atomic
          1 kind            string
          2 namespace       string
          3 name            string
          4 uid             string
          5 apiVersion      string
          6 resourceVersion string
          7 fieldPath       string

        type LocalObjectReference atomic
          1 name string

        type TypedLocalObjectReference atomic
          1 apiGroup string? = null
          2 kind!    string  = ""
          3 name!    string  = ""

        type EventSource
          1 component string
          2 host      string

        type EventSeries
          1 count            int32
          2 lastObservedTime microTime = null

        type LimitRangeItem
          1 type!                string = ""
          2 max                  {quantity}
          3 min                  {quantity}
          4 default              {quantity}
          5 defaultRequest       {quantity}
          6 maxLimitRequestRatio {quantity}

        type LimitRangeSpec
          1 limits! [LimitRangeItem] = null

        type ResourceQuotaSpec
          1 hard          {quantity}
          2 scopes        [ResourceQuotaScope]
          3 scopeSelector ScopeSelector?

        type ScopeSelector atomic
          1 matchExpressions [ScopedResourceSelectorRequirement]

        type ScopedResourceSelectorRequirement
          1 scopeName! ResourceQuotaScope    = ""
          2 operator!  ScopeSelectorOperator = ""
          3 values     [string]

        type ResourceQuotaStatus
          1 hard {quantity}
          2 used {quantity}

        type PortStatus
          1 port!     int32    = 0
          2 protocol! Protocol = ""
          3 error     string?

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
