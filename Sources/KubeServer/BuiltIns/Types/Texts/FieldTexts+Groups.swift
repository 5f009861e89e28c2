// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// Roles and their bindings.
    static let rbac = #"""
        Role, ClusterRole
          rules What may be done; whatever one of them allows.
        ClusterRole
          aggregationRule The roles whose rules this one has; its own are then overwritten.
        RoleBinding, ClusterRoleBinding
          subjects Who has the role.
          roleRef  The role; never changed.
        PolicyRule
          verbs           What may be done: get, list, watch, create, update, patch, delete, or * for all.
          apiGroups       The groups of the resources; "" is the core group, * is all.
          resources       The resources, such as pods or pods/log; * is all.
          resourceNames   The names of the objects; all if none is listed.
          nonResourceURLs Paths that are no resources, such as /metrics; only for cluster roles.
        Subject
          kind      User, Group or ServiceAccount.
          apiGroup  The group of the kind: empty for service accounts.
          name      The name.
          namespace The namespace of a service account.
        RoleRef
          apiGroup The group of the role.
          kind     Role or ClusterRole.
          name     The name of the role.
        AggregationRule
          clusterRoleSelectors The labels of the roles; one selector has to match.
        """#

    /// Definitions of kinds.
    static let apiExtensions = #"""
        CustomResourceDefinition
          spec   How the kind is called and what its objects look like.
          status Whether the kind is served.
        CustomResourceDefinitionSpec
          group                 The API group of the kind, a domain name.
          names                 How the kind is called.
          scope                 Whether its objects are in namespaces: Namespaced or Cluster.
          versions              The versions in which the kind is served.
          conversion            How objects get from one version to another.
          preserveUnknownFields Has to be false; what a schema does not know is dropped.
        CustomResourceDefinitionNames
          plural     The name in paths: lower case.
          singular   The name of one, for kubectl; the kind in lower case if it is not said.
          kind       The kind, in capitals.
          listKind   The kind of lists; the kind with List behind it if it is not said.
          shortNames Short names for kubectl.
          categories Groups of kinds that kubectl gets together, such as all.
        CustomResourceDefinitionVersion
          name                     The version, such as v1 or v1beta1.
          served                   Whether the version is served.
          storage                  Whether objects are stored in this version; true for exactly one.
          schema                   What objects look like.
          subresources             Which parts of objects have paths of their own.
          additionalPrinterColumns The columns of kubectl get, besides the name.
          selectableFields         The fields that field selectors may name.
          deprecated               Whether clients are warned when they use the version.
          deprecationWarning       The warning, in other words than the usual ones.
        CustomResourceValidation
          openAPIV3Schema The schema, structural.
        CustomResourceSubresources
          status Whether the status is written apart from the rest.
          scale  Where objects keep what kubectl scale and autoscalers see.
        CustomResourceSubresourceScale
          specReplicasPath   The path of the number of replicas that is wanted, below .spec.
          statusReplicasPath The path of the number of replicas that there are, below .status.
          labelSelectorPath  The path of the selector of the replicas, as a text.
        CustomResourceColumnDefinition
          name        The head of the column.
          type        The type of its values: string, integer, number, boolean or date.
          jsonPath    Where the values stand.
          description What the column is about.
          format      The format of its values.
          priority    Whether the column is only for -o wide: more than 0.
        SelectableField
          jsonPath The path of the field.
        CustomResourceConversion
          strategy None: only apiVersion changes, or Webhook.
          webhook  Who converts.
        CustomResourceDefinitionStatus
          conditions     What is true of the definition: NamesAccepted, Established, Terminating.
          acceptedNames  The names that are served.
          storedVersions The versions in which objects may be stored.
        """#

    /// Leases, scheduling and storage classes.
    static let coordination = #"""
        Lease
          spec Who holds the lease, and how long.
        LeaseSpec
          holderIdentity       Who holds the lease.
          leaseDurationSeconds How long others wait after the last renewal before they take it.
          acquireTime          Since when the holder has it.
          renewTime            When the holder last renewed it.
          leaseTransitions     How often the holder changed.
          strategy             How the holder is chosen among candidates.
          preferredHolder      Who should take it over.
        """#

    /// Priorities of pods.
    static let scheduling = #"""
        PriorityClass
          value            How much pods of the class matter; larger is more.
          globalDefault    Whether pods that name no class are of this one.
          description      When the class should be used.
          preemptionPolicy Whether pods that matter less may be ended to make room.
        """#

    /// Classes of storage.
    static let storage = #"""
        StorageClass
          provisioner          Who makes the volumes.
          parameters           What the provisioner is told.
          reclaimPolicy        What becomes of volumes whose claim is gone: Delete or Retain.
          volumeBindingMode    Whether volumes are made at once or when a pod needs them.
          allowVolumeExpansion Whether claims can grow.
          mountOptions         Options for the mount.
          allowedTopologies    Where volumes are made.
        """#

    /// Disruption budgets and evictions.
    static let policy = #"""
        PodDisruptionBudget
          spec   What has to stay.
          status How many pods may go now.
        PodDisruptionBudgetSpec
          selector                   The pods.
          minAvailable               How many of them have to stay, as a number or a percentage.
          maxUnavailable             How many of them may be missing; one of the two.
          unhealthyPodEvictionPolicy Whether pods that are not healthy may always be evicted.
        PodDisruptionBudgetStatus
          disruptionsAllowed How many pods may be evicted now.
          currentHealthy     How many pods are healthy.
          desiredHealthy     How many have to be.
          expectedPods       How many pods are counted.
          disruptedPods      The pods that are on their way out, and since when.
          observedGeneration The generation that the controller has seen.
          conditions         What is true of the budget.
        Eviction
          deleteOptions How the pod is deleted.
        """#
}
