// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Leases.
    static let coordination = #"""
        kind Lease: A claim that has to be renewed: who leads, or who is alive.
          2 spec LeaseSpec = {}

        type LeaseSpec
          1 holderIdentity       string?
          2 leaseDurationSeconds int32?
          3 acquireTime          microTime?
          4 renewTime            microTime?
          5 leaseTransitions     int32?
          6 strategy             string?
          7 preferredHolder      string?
        """#

    /// Priorities.
    static let scheduling = #"""
        kind PriorityClass: A name for how much a pod matters when not all fit.
          2 value            int32             = 0
          3 globalDefault    bool
          4 description      string
          5 preemptionPolicy PreemptionPolicy? = PreemptLowerPriority
        """#

    /// Storage classes.
    static let storage = #"""
        kind StorageClass: How volumes of a class are made.
          2 provisioner!         string                         = ""
          3 parameters           {string}
          4 reclaimPolicy        PersistentVolumeReclaimPolicy? = Delete
          5 mountOptions         [string]
          6 allowVolumeExpansion bool?
          7 volumeBindingMode    VolumeBindingMode?             = Immediate
          8 allowedTopologies    [TopologySelectorTerm]

        enum VolumeBindingMode Immediate WaitForFirstConsumer
        """#
}
