// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Metadata and what all groups share.
    static let meta = #"""
        type ObjectMeta
          1  name                       string
          2  generateName               string
          3  namespace                  string
          4  selfLink                   string
          5  uid                        string
          6  resourceVersion            string
          7  generation                 int64
          8  creationTimestamp          time
          9  deletionTimestamp          time?
          10 deletionGracePeriodSeconds int64?
          11 labels                     {string}
          12 annotations                {string}
          13 ownerReferences            [OwnerReference] map(uid) merge(uid)
          14 finalizers                 [string]         set merge
          17 managedFields              [ManagedFieldsEntry]

        type OwnerReference atomic
          5 apiVersion!        string = ""
          1 kind!              string = ""
          3 name!              string = ""
          4 uid!               string = ""
          6 controller         bool?
          7 blockOwnerDeletion bool?

        type DeleteOptions
            apiVersion                                       string
            kind                                             string
          1 gracePeriodSeconds                               int64?
          2 preconditions                                    Preconditions?
          3 orphanDependents                                 bool?
          4 propagationPolicy                                string?
          5 dryRun                                           [string]
          6 ignoreStoreReadErrorWithClusterBreakingPotential bool?

        type Preconditions
          1 uid             string?
          2 resourceVersion string?

        type LabelSelector atomic
          1 matchLabels      {string}
          2 matchExpressions [LabelSelectorRequirement]

        type LabelSelectorRequirement
          1 key!      string = ""
          2 operator! string = ""
          3 values    [string]

        type FieldSelectorRequirement
          1 key!      string = ""
          2 operator! string = ""
          3 values    [string]

        type ManagedFieldsEntry
          1 manager     string
          2 operation   string
          3 apiVersion  string
          4 time        time?
          6 fieldsType  string
          7 fieldsV1    any?
          8 subresource string

        type Condition
          1 type!               string = ""
          2 status!             string = ""
          3 observedGeneration  int64
          4 lastTransitionTime! time   = null
          5 reason!             string = ""
          6 message!            string = ""
        """#

    /// What answers are, besides objects.
    static let metaAnswers = #"""
        kind Status: How a request ended, above all one that failed.
          1 metadata ListMeta = {}
          2 status   string
          3 message  string
          4 reason   string
          5 details  StatusDetails?
          6 code     int32

        type APIResourceList
            apiVersion    string
            kind          string
          1 groupVersion! string        = ""
          2 resources!    [APIResource] = null

        type ListMeta
          3 continue           string
          4 remainingItemCount int64?
          2 resourceVersion    string
          1 selfLink           string

        type StatusDetails
          1 name              string
          2 group             string
          3 kind              string
          6 uid               string
          4 causes            [StatusCause]
          5 retryAfterSeconds int32

        type StatusCause
          1 reason  string
          2 message string
          3 field   string

        type APIResource
          1  name!              string = ""
          6  singularName!      string = ""
          2  namespaced!        bool   = false
          8  group              string
          9  version            string
          3  kind!              string = ""
          4  verbs!             [string]
          5  shortNames         [string]
          7  categories         [string]
          10 storageVersionHash string

        type Patch

        type WatchEvent
          1 type!   string = ""
          2 object! any
        """#
}
