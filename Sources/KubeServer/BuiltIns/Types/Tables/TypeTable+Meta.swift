// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Metadata and what all groups share.
    static let meta = #"""
        type ObjectMeta
          name                       string
          generateName               string
          namespace                  string
          selfLink                   string
          uid                        string
          resourceVersion            string
          generation                 int64
          creationTimestamp          time
          deletionTimestamp          time
          deletionGracePeriodSeconds int64
          labels                     {string}
          annotations                {string}
          ownerReferences            [OwnerReference] map(uid) merge(uid)
          finalizers                 [string]         set merge
          managedFields              [ManagedFieldsEntry]

        type OwnerReference atomic
          apiVersion!        string = ""
          kind!              string = ""
          name!              string = ""
          uid!               string = ""
          controller         bool
          blockOwnerDeletion bool

        type DeleteOptions
          apiVersion                                       string
          kind                                             string
          gracePeriodSeconds                               int64
          preconditions                                    Preconditions
          orphanDependents                                 bool
          propagationPolicy                                string
          dryRun                                           [string]
          ignoreStoreReadErrorWithClusterBreakingPotential bool

        type Preconditions
          uid             string
          resourceVersion string

        type LabelSelector atomic
          matchLabels      {string}
          matchExpressions [LabelSelectorRequirement]

        type LabelSelectorRequirement
          key!      string = ""
          operator! string = ""
          values    [string]

        type FieldSelectorRequirement
          key!      string = ""
          operator! string = ""
          values    [string]

        type ManagedFieldsEntry
          manager     string
          operation   string
          apiVersion  string
          time        time
          fieldsType  string
          fieldsV1    any
          subresource string

        type Condition
          type!               string = ""
          status!             string = ""
          observedGeneration  int64
          lastTransitionTime! time
          reason!             string = ""
          message!            string = ""
        """#

    /// What answers are, besides objects.
    static let metaAnswers = #"""
        kind Status: How a request ended, above all one that failed.
          metadata ListMeta = {}
          status   string
          message  string
          reason   string
          details  StatusDetails
          code     int32

        type APIResourceList
          apiVersion    string
          kind          string
          groupVersion! string = ""
          resources!    [APIResource]

        type ListMeta
          continue           string
          remainingItemCount int64
          resourceVersion    string
          selfLink           string

        type StatusDetails
          name              string
          group             string
          kind              string
          uid               string
          causes            [StatusCause]
          retryAfterSeconds int32

        type StatusCause
          reason  string
          message string
          field   string

        type APIResource
          name!              string = ""
          singularName!      string = ""
          namespaced!        bool   = false
          group              string
          version            string
          kind!              string = ""
          verbs!             [string]
          shortNames         [string]
          categories         [string]
          storageVersionHash string

        type Patch

        type WatchEvent
          type!   string = ""
          object! any
        """#
}
