// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Pods, without their containers and volumes.
    static let corePods = #"""
        kind Pod: Containers that run together on one node.
          2 spec   PodSpec   = {}
          3 status PodStatus = {}

        type PodCondition
          1 type!              string = ""
          7 observedGeneration int64
          2 status!            string = ""
          3 lastProbeTime      time   = null
          4 lastTransitionTime time   = null
          5 reason             string
          6 message            string

        type NodeSelector atomic
          1 nodeSelectorTerms! [NodeSelectorTerm] = null

        type NodeSelectorTerm atomic
          1 matchExpressions [NodeSelectorRequirement]
          2 matchFields      [NodeSelectorRequirement]

        type NodeSelectorRequirement
          1 key!      string               = ""
          2 operator! NodeSelectorOperator = ""
          3 values    [string]

        type Affinity
          1 nodeAffinity    NodeAffinity?
          2 podAffinity     PodAffinity?
          3 podAntiAffinity PodAntiAffinity?

        type PodAffinity
          1 requiredDuringSchedulingIgnoredDuringExecution  [PodAffinityTerm]
          2 preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]

        type PodAntiAffinity
          1 requiredDuringSchedulingIgnoredDuringExecution  [PodAffinityTerm]
          2 preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]

        type WeightedPodAffinityTerm
          1 weight!          int32           = 0
          2 podAffinityTerm! PodAffinityTerm = {}

        type PodAffinityTerm
          1 labelSelector     LabelSelector?
          2 namespaces        [string]
          3 topologyKey!      string = ""
          4 namespaceSelector LabelSelector?
          5 matchLabelKeys    [string]
          6 mismatchLabelKeys [string]

        type NodeAffinity
          1 requiredDuringSchedulingIgnoredDuringExecution  NodeSelector?
          2 preferredDuringSchedulingIgnoredDuringExecution [PreferredSchedulingTerm]

        type PreferredSchedulingTerm
          1 weight!     int32            = 0
          2 preference! NodeSelectorTerm = {}

        type Toleration
          1 key               string
          2 operator          TolerationOperator
          3 value             string
          4 effect            TaintEffect
          5 tolerationSeconds int64?

        type PodReadinessGate
          1 conditionType! string = ""

        type PodSpec
          1  volumes                       [Volume]                   map(name) merge(name) retainKeys
          20 initContainers                [Container]                map(name) merge(name)
          2  containers!                   [Container]                map(name) merge(name) = null
          34 ephemeralContainers           [EphemeralContainer]       map(name) merge(name)
          3  restartPolicy                 RestartPolicy                                    = Always
          4  terminationGracePeriodSeconds int64?                                           = 30
          5  activeDeadlineSeconds         int64?
          6  dnsPolicy                     DNSPolicy                                        = ClusterFirst
          7  nodeSelector                  {string}                   atomic
          8  serviceAccountName            string
          9  serviceAccount                string
          21 automountServiceAccountToken  bool?
          10 nodeName                      string
          11 hostNetwork                   bool
          12 hostPID                       bool
          13 hostIPC                       bool
          27 shareProcessNamespace         bool?
          14 securityContext               PodSecurityContext?                              = {}
          15 imagePullSecrets              [LocalObjectReference]     map(name) merge(name)
          16 hostname                      string
          17 subdomain                     string
          18 affinity                      Affinity?
          19 schedulerName                 string                                           = default-scheduler
          22 tolerations                   [Toleration]
          23 hostAliases                   [HostAlias]                map(ip) merge(ip)
          24 priorityClassName             string
          25 priority                      int32?
          26 dnsConfig                     PodDNSConfig?
          28 readinessGates                [PodReadinessGate]
          29 runtimeClassName              string?
          30 enableServiceLinks            bool?
          31 preemptionPolicy              PreemptionPolicy?
          32 overhead                      {quantity}
          33 topologySpreadConstraints     [TopologySpreadConstraint] map(topologyKey,whenUnsatisfiable) merge(topologyKey)
          35 setHostnameAsFQDN             bool?
          36 os                            PodOS?
          37 hostUsers                     bool?
          38 schedulingGates               [PodSchedulingGate]        map(name) merge(name)
          39 resourceClaims                [PodResourceClaim]         map(name) merge(name) retainKeys
          40 resources                     ResourceRequirements?
          41 hostnameOverride              string?
          43 schedulingGroup               PodSchedulingGroup?

        type PodResourceClaim
          1 name!                     string = ""
          3 resourceClaimName         string?
          4 resourceClaimTemplateName string?

        type PodResourceClaimStatus
          1 name!             string = ""
          2 resourceClaimName string?

        type PodExtendedResourceClaimStatus
          1 requestMappings!   [ContainerExtendedResourceRequest] = null
          2 resourceClaimName! string                             = ""

        type ContainerExtendedResourceRequest
          1 containerName! string = ""
          2 resourceName!  string = ""
          3 requestName!   string = ""

        type PodOS
          1 name! string = ""

        type PodSchedulingGate
          1 name! string = ""

        type PodSchedulingGroup
          1 podGroupName string?

        type TopologySpreadConstraint
          1 maxSkew!           int32                         = 0
          2 topologyKey!       string                        = ""
          3 whenUnsatisfiable! UnsatisfiableConstraintAction = ""
          4 labelSelector      LabelSelector?
          5 minDomains         int32?
          6 nodeAffinityPolicy NodeInclusionPolicy?
          7 nodeTaintsPolicy   NodeInclusionPolicy?
          8 matchLabelKeys     [string]

        type HostAlias
          1 ip!       string = ""
          2 hostnames [string]

        type PodSecurityContext
          1  seLinuxOptions           SELinuxOptions?
          8  windowsOptions           WindowsSecurityContextOptions?
          2  runAsUser                int64?
          6  runAsGroup               int64?
          3  runAsNonRoot             bool?
          4  supplementalGroups       [int64]
          12 supplementalGroupsPolicy SupplementalGroupsPolicy?
          5  fsGroup                  int64?
          7  sysctls                  [Sysctl]
          9  fsGroupChangePolicy      PodFSGroupChangePolicy?
          10 seccompProfile           SeccompProfile?
          11 appArmorProfile          AppArmorProfile?
          13 seLinuxChangePolicy      string?

        type PodDNSConfig
          1 nameservers [string]
          2 searches    [string]
          3 options     [PodDNSConfigOption]

        type PodDNSConfigOption
          1 name  string
          2 value string?

        type PodIP
          1 ip! string = ""

        type HostIP
          1 ip! string = ""

        type PodStatus
          17 observedGeneration                   int64
          1  phase                                PodPhase
          2  conditions                           [PodCondition]           map(type) merge(type)
          3  message                              string
          4  reason                               string
          11 nominatedNodeName                    string
          5  hostIP                               string
          16 hostIPs                              [HostIP]                 merge(ip)
          6  podIP                                string
          12 podIPs                               [PodIP]                  map(ip) merge(ip)
          7  startTime                            time?
          10 initContainerStatuses                [ContainerStatus]
          8  containerStatuses                    [ContainerStatus]
          9  qosClass                             PodQOSClass
          13 ephemeralContainerStatuses           [ContainerStatus]
          14 resize                               string
          15 resourceClaimStatuses                [PodResourceClaimStatus] map(name) merge(name) retainKeys
          18 extendedResourceClaimStatus          PodExtendedResourceClaimStatus?
          19 allocatedResources                   {quantity}
          20 resources                            ResourceRequirements?
          21 nodeAllocatableResourceClaimStatuses [NodeAllocatableResourceClaimStatus]

        type Sysctl
          1 name!  string = ""
          2 value! string = ""

        type NodeAllocatableResourceClaimStatus
          1 resourceClaimName! string     = ""
          2 containers         [string] set
          3 resources!         {quantity} = null

        enum DNSPolicy ClusterFirst ClusterFirstWithHostNet Default None
        enum NodeInclusionPolicy Honor Ignore
        enum PodFSGroupChangePolicy Always OnRootMismatch
        enum PodPhase Failed Pending Running Succeeded Unknown
        enum PodQOSClass BestEffort Burstable Guaranteed
        enum PreemptionPolicy Never PreemptLowerPriority
        enum RestartPolicy Always Never OnFailure
        enum SupplementalGroupsPolicy Merge Strict
        enum TaintEffect NoExecute NoSchedule PreferNoSchedule
        enum TolerationOperator Equal Exists Gt Lt
        enum UnsatisfiableConstraintAction DoNotSchedule ScheduleAnyway
        """#
}
