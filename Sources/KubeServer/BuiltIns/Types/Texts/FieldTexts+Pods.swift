// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// Pods, without their containers.
    static let pods = #"""
        Pod
          spec   What is to run, and how.
          status What has become of it.
        PodTemplateSpec
          metadata The labels and annotations of the pods; names are made up.
          spec     What the pods run.
        PodSpec
          containers                    What runs; at least one, and none can be added later.
          initContainers                What runs before the containers, one after the other, each to its end.
          ephemeralContainers           What was added to a running pod to look into it.
          volumes                       The volumes that containers can mount.
          restartPolicy                 When containers that ended are started again: Always, OnFailure or Never.
          terminationGracePeriodSeconds How many seconds containers have between being told to stop and being killed.
          activeDeadlineSeconds         After how many seconds the pod is ended, whatever it does.
          nodeName                      The node that the pod is on; set by the scheduler.
          nodeSelector                  Labels that the node has to have.
          affinity                      Which nodes and which neighbours are wanted, or not.
          tolerations                   Taints of nodes that do not keep the pod away.
          topologySpreadConstraints     How evenly pods are spread over zones, nodes and the like.
          schedulerName                 The scheduler that looks for a node.
          schedulingGates               What has to happen before a node is looked for; each gate is removed by its owner.
          schedulingGroup               The group of pods that are scheduled together.
          priorityClassName             The PriorityClass that says how much the pod matters.
          priority                      How much the pod matters as a number; follows from the class.
          preemptionPolicy              Whether pods that matter less may be ended to make room.
          serviceAccountName            The ServiceAccount that the pod acts as; default unless it is said.
          serviceAccount                The old name of serviceAccountName.
          automountServiceAccountToken  Whether containers find a token of the service account.
          imagePullSecrets              Secrets with credentials for the registries of the images.
          securityContext               What all containers may do, and who they run as.
          hostNetwork                   Whether the pod uses the network of its node instead of one of its own.
          hostPID                       Whether the pod sees the processes of its node.
          hostIPC                       Whether the pod shares the inter-process communication of its node.
          hostUsers                     Whether users in the pod are those of the node; false maps them to others.
          shareProcessNamespace         Whether the containers see the processes of each other.
          hostname                      The host name, instead of the name of the pod.
          hostnameOverride              The host name as it is seen in the pod, without regard for DNS.
          subdomain                     The domain of the host name, below that of the namespace.
          setHostnameAsFQDN             Whether the host name has its domain with it.
          hostAliases                   Lines for /etc/hosts.
          dnsPolicy                     Where names are looked up: in the cluster first, or as the node does.
          dnsConfig                     Name servers, search domains and options, besides or instead of the policy's.
          readinessGates                Conditions that have to be true, too, for the pod to be ready.
          runtimeClassName              The RuntimeClass: which runtime runs the containers.
          enableServiceLinks            Whether containers get environment variables for the services.
          overhead                      What the runtime itself uses; follows from the runtime class.
          os                            The operating system that the containers are for.
          resourceClaims                Claims for devices that containers can use.
          resources                     Requests and limits for the pod as a whole.
        PodSecurityContext
          runAsUser                The user that all containers run as, by number.
          runAsGroup               The group that all containers run as, by number.
          runAsNonRoot             Whether containers that would run as root are refused.
          fsGroup                  The group that volumes belong to, and that all containers are in.
          fsGroupChangePolicy      Whether the files of a volume are given to that group each time.
          supplementalGroups       Groups that the first process of each container is in besides.
          supplementalGroupsPolicy Whether groups that the image names count, too.
          seccompProfile           The system calls that are allowed.
          appArmorProfile          The profile of AppArmor.
          seLinuxOptions           The labels of SELinux.
          seLinuxChangePolicy      How volumes get their SELinux labels.
          sysctls                  Kernel parameters of the pod.
          windowsOptions           What there is to say for Windows.
        Sysctl
          name  The parameter.
          value Its value.
        Affinity
          nodeAffinity    Which nodes.
          podAffinity     Next to which pods.
          podAntiAffinity Away from which pods.
        NodeAffinity, PodAffinity, PodAntiAffinity
          requiredDuringSchedulingIgnoredDuringExecution  What has to hold when a node is looked for.
          preferredDuringSchedulingIgnoredDuringExecution What is wanted, with weights.
        WeightedPodAffinityTerm
          weight          How much it is wanted, from 1 to 100.
          podAffinityTerm What is wanted.
        PreferredSchedulingTerm
          weight     How much it is wanted, from 1 to 100.
          preference What is wanted.
        PodAffinityTerm
          labelSelector     The pods that are meant.
          namespaces        The namespaces of those pods; that of this pod if none is named.
          namespaceSelector The namespaces of those pods, by their labels.
          topologyKey       The label of nodes that says what next to each other means.
          matchLabelKeys    Labels that those pods have to have in common with this one.
          mismatchLabelKeys Labels in which those pods have to differ from this one.
        NodeSelector
          nodeSelectorTerms Terms of which one has to hold.
        NodeSelectorTerm
          matchExpressions Requirements for the labels of the node.
          matchFields      Requirements for the fields of the node.
        NodeSelectorRequirement
          key      The label or the field.
          operator In, NotIn, Exists, DoesNotExist, Gt or Lt.
          values   The values; for Gt and Lt one number.
        Toleration
          key               The key of the taint; empty for all.
          operator          Equal, Exists, or a comparison of numbers: Lt, Gt.
          value             The value of the taint.
          effect            The effect of the taint; empty for all.
          tolerationSeconds How long a taint of NoExecute is tolerated; without it, for ever.
        TopologySpreadConstraint
          maxSkew            By how many pods domains may differ.
          topologyKey        The label of nodes whose values are the domains.
          whenUnsatisfiable  What happens to a pod that does not fit: DoNotSchedule or ScheduleAnyway.
          labelSelector      The pods that are counted.
          minDomains         The least number of domains.
          nodeAffinityPolicy Whether nodes that the pod does not select are counted.
          nodeTaintsPolicy   Whether nodes whose taints the pod does not tolerate are counted.
          matchLabelKeys     Labels that counted pods have to have in common with this one.
        HostAlias
          ip        The address.
          hostnames The names for it.
        PodDNSConfig
          nameservers Addresses of name servers.
          searches    Domains in which short names are looked for.
          options     Options of the resolver.
        PodDNSConfigOption
          name  The option.
          value Its value, if it has one.
        PodReadinessGate
          conditionType The condition.
        PodSchedulingGate
          name The gate.
        PodOS
          name The system: linux or windows.
        PodStatus
          phase                      Where the pod is in its life: Pending, Running, Succeeded, Failed or Unknown.
          conditions                 What is true of the pod: whether it is scheduled, initialized, ready.
          message                    Why the pod is as it is, in a sentence.
          reason                     Why the pod is as it is, in one word.
          nominatedNodeName          The node on which room is being made for the pod.
          hostIP                     The address of the node.
          hostIPs                    All addresses of the node.
          podIP                      The address of the pod.
          podIPs                     All addresses of the pod.
          startTime                  When the node took the pod on.
          initContainerStatuses      What became of the init containers.
          containerStatuses          What became of the containers.
          ephemeralContainerStatuses What became of the ephemeral containers.
          qosClass                   Who has to go first when a node has too little: BestEffort, Burstable, Guaranteed.
          observedGeneration         The generation that the node has seen.
          resources                  The requests and limits of the pod as a whole that are in force.
          allocatedResources         What the node has set aside for the pod as a whole.
          resize                     How far a change of resources has come; conditions are its successor.
        PodCondition
          type               PodScheduled, Initialized, ContainersReady, Ready, or one of somebody else.
          status             True, False or Unknown.
          observedGeneration The generation of the pod that was looked at.
          lastProbeTime      When it was last looked at.
          lastTransitionTime When the status last changed.
          reason             Why, in one word.
          message            Why, in a sentence.
        HostIP, PodIP
          ip The address.
        """#
}
