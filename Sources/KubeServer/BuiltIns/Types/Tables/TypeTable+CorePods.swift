// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Pods, without their containers and volumes.
    static let corePods = #"""
        kind Pod: Containers that run together on one node.
          spec   PodSpec   = {}
          status PodStatus = {}

        type PodCondition
          type!              string = ""
          observedGeneration int64
          status!            string = ""
          lastProbeTime      time
          lastTransitionTime time
          reason             string
          message            string

        type NodeSelector atomic
          nodeSelectorTerms! [NodeSelectorTerm]

        type NodeSelectorTerm atomic
          matchExpressions [NodeSelectorRequirement]
          matchFields      [NodeSelectorRequirement]

        type NodeSelectorRequirement
          key!      string               = ""
          operator! NodeSelectorOperator = ""
          values    [string]

        type Affinity
          nodeAffinity    NodeAffinity
          podAffinity     PodAffinity
          podAntiAffinity PodAntiAffinity

        type PodAffinity
          requiredDuringSchedulingIgnoredDuringExecution  [PodAffinityTerm]
          preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]

        type PodAntiAffinity
          requiredDuringSchedulingIgnoredDuringExecution  [PodAffinityTerm]
          preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]

        type WeightedPodAffinityTerm
          weight!          int32           = 0
          podAffinityTerm! PodAffinityTerm = {}

        type PodAffinityTerm
          labelSelector     LabelSelector
          namespaces        [string]
          topologyKey!      string = ""
          namespaceSelector LabelSelector
          matchLabelKeys    [string]
          mismatchLabelKeys [string]

        type NodeAffinity
          requiredDuringSchedulingIgnoredDuringExecution  NodeSelector
          preferredDuringSchedulingIgnoredDuringExecution [PreferredSchedulingTerm]

        type PreferredSchedulingTerm
          weight!     int32            = 0
          preference! NodeSelectorTerm = {}

        type Toleration
          key               string
          operator          TolerationOperator
          value             string
          effect            TaintEffect
          tolerationSeconds int64

        type PodReadinessGate
          conditionType! string = ""

        type PodSpec
          volumes                       [Volume]                   map(name) merge(name) retainKeys
          initContainers                [Container]                map(name) merge(name)
          containers!                   [Container]                map(name) merge(name)
          ephemeralContainers           [EphemeralContainer]       map(name) merge(name)
          restartPolicy                 RestartPolicy              = Always
          terminationGracePeriodSeconds int64                      = 30
          activeDeadlineSeconds         int64
          dnsPolicy                     DNSPolicy                  = ClusterFirst
          nodeSelector                  {string}                   atomic
          serviceAccountName            string
          serviceAccount                string
          automountServiceAccountToken  bool
          nodeName                      string
          hostNetwork                   bool
          hostPID                       bool
          hostIPC                       bool
          shareProcessNamespace         bool
          securityContext               PodSecurityContext         = {}
          imagePullSecrets              [LocalObjectReference]     map(name) merge(name)
          hostname                      string
          subdomain                     string
          affinity                      Affinity
          schedulerName                 string                     = default-scheduler
          tolerations                   [Toleration]
          hostAliases                   [HostAlias]                map(ip) merge(ip)
          priorityClassName             string
          priority                      int32
          dnsConfig                     PodDNSConfig
          readinessGates                [PodReadinessGate]
          runtimeClassName              string
          enableServiceLinks            bool
          preemptionPolicy              PreemptionPolicy
          overhead                      {quantity}
          topologySpreadConstraints     [TopologySpreadConstraint] map(topologyKey,whenUnsatisfiable) merge(topologyKey)
          setHostnameAsFQDN             bool
          os                            PodOS
          hostUsers                     bool
          schedulingGates               [PodSchedulingGate]        map(name) merge(name)
          resourceClaims                [PodResourceClaim]         map(name) merge(name) retainKeys
          resources                     ResourceRequirements
          hostnameOverride              string
          schedulingGroup               PodSchedulingGroup

        type PodResourceClaim
          name!                     string = ""
          resourceClaimName         string
          resourceClaimTemplateName string

        type PodResourceClaimStatus
          name!             string = ""
          resourceClaimName string

        type PodExtendedResourceClaimStatus
          requestMappings!   [ContainerExtendedResourceRequest]
          resourceClaimName! string = ""

        type ContainerExtendedResourceRequest
          containerName! string = ""
          resourceName!  string = ""
          requestName!   string = ""

        type PodOS
          name! string = ""

        type PodSchedulingGate
          name! string = ""

        type PodSchedulingGroup
          podGroupName string

        type TopologySpreadConstraint
          maxSkew!           int32                         = 0
          topologyKey!       string                        = ""
          whenUnsatisfiable! UnsatisfiableConstraintAction = ""
          labelSelector      LabelSelector
          minDomains         int32
          nodeAffinityPolicy NodeInclusionPolicy
          nodeTaintsPolicy   NodeInclusionPolicy
          matchLabelKeys     [string]

        type HostAlias
          ip!       string = ""
          hostnames [string]

        type PodSecurityContext
          seLinuxOptions           SELinuxOptions
          windowsOptions           WindowsSecurityContextOptions
          runAsUser                int64
          runAsGroup               int64
          runAsNonRoot             bool
          supplementalGroups       [int64]
          supplementalGroupsPolicy SupplementalGroupsPolicy
          fsGroup                  int64
          sysctls                  [Sysctl]
          fsGroupChangePolicy      PodFSGroupChangePolicy
          seccompProfile           SeccompProfile
          appArmorProfile          AppArmorProfile
          seLinuxChangePolicy      string

        type PodDNSConfig
          nameservers [string]
          searches    [string]
          options     [PodDNSConfigOption]

        type PodDNSConfigOption
          name  string
          value string

        type PodIP
          ip! string = ""

        type HostIP
          ip! string = ""

        type PodStatus
          observedGeneration                   int64
          phase                                PodPhase
          conditions                           [PodCondition]           map(type) merge(type)
          message                              string
          reason                               string
          nominatedNodeName                    string
          hostIP                               string
          hostIPs                              [HostIP]                 merge(ip)
          podIP                                string
          podIPs                               [PodIP]                  map(ip) merge(ip)
          startTime                            time
          initContainerStatuses                [ContainerStatus]
          containerStatuses                    [ContainerStatus]
          qosClass                             PodQOSClass
          ephemeralContainerStatuses           [ContainerStatus]
          resize                               string
          resourceClaimStatuses                [PodResourceClaimStatus] map(name) merge(name) retainKeys
          extendedResourceClaimStatus          PodExtendedResourceClaimStatus
          allocatedResources                   {quantity}
          resources                            ResourceRequirements
          nodeAllocatableResourceClaimStatuses [NodeAllocatableResourceClaimStatus]

        type Sysctl
          name!  string = ""
          value! string = ""

        type NodeAllocatableResourceClaimStatus
          resourceClaimName! string   = ""
          containers         [string] set
          resources!         {quantity}

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
