// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Leases.
    static let coordination = #"""
        kind Lease: A claim that has to be renewed: who leads, or who is alive.
          spec LeaseSpec = {}

        type LeaseSpec
          holderIdentity       string
          leaseDurationSeconds int32
          acquireTime          microTime
          renewTime            microTime
          leaseTransitions     int32
          strategy             string
          preferredHolder      string
        """#

    /// Priorities.
    static let scheduling = #"""
        kind PriorityClass: A name for how much a pod matters when not all fit.
          value            int32            = 0
          globalDefault    bool
          description      string
          preemptionPolicy PreemptionPolicy = PreemptLowerPriority
        """#

    /// Storage classes.
    static let storage = #"""
        kind StorageClass: How volumes of a class are made.
          provisioner!         string                        = ""
          parameters           {string}
          reclaimPolicy        PersistentVolumeReclaimPolicy = Delete
          mountOptions         [string]
          allowVolumeExpansion bool
          volumeBindingMode    VolumeBindingMode             = Immediate
          allowedTopologies    [TopologySelectorTerm]

        enum VolumeBindingMode Immediate WaitForFirstConsumer
        """#
}
