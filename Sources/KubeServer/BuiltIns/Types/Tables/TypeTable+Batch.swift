// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Jobs.
    static let batch = #"""
        kind Job: Pods that run until enough of them have succeeded.
          2 spec   JobSpec   = {}
          3 status JobStatus = {}

        kind CronJob: Jobs that start at the times of a schedule.
          2 spec!  CronJobSpec   = {}
          3 status CronJobStatus = {}

        type PodFailurePolicyOnExitCodesRequirement
          1 containerName string?
          2 operator!     PodFailurePolicyOnExitCodesOperator     = ""
          3 values!       [int32]                             set = null

        type PodFailurePolicyOnPodConditionsPattern
          1 type!  string = ""
          2 status string = ""

        type PodFailurePolicyRule
          1 action!         PodFailurePolicyAction = ""
          2 onExitCodes     PodFailurePolicyOnExitCodesRequirement?
          3 onPodConditions [PodFailurePolicyOnPodConditionsPattern]

        type PodFailurePolicy
          1 rules! [PodFailurePolicyRule] = null

        type SuccessPolicy
          1 rules! [SuccessPolicyRule] = null

        type SuccessPolicyRule
          1 succeededIndexes string?
          2 succeededCount   int32?

        type JobSpec
          1  parallelism             int32?
          2  completions             int32?
          3  activeDeadlineSeconds   int64?
          11 podFailurePolicy        PodFailurePolicy?
          16 successPolicy           SuccessPolicy?
          7  backoffLimit            int32?
          12 backoffLimitPerIndex    int32?
          13 maxFailedIndexes        int32?
          4  selector                LabelSelector?
          5  manualSelector          bool?
          6  template!               PodTemplateSpec = {}
          8  ttlSecondsAfterFinished int32?
          9  completionMode          CompletionMode?
          10 suspend                 bool?
          14 podReplacementPolicy    PodReplacementPolicy?
          15 managedBy               string?

        type JobStatus
          1  conditions              [JobCondition] merge(type)
          2  startTime               time?
          3  completionTime          time?
          4  active                  int32
          5  succeeded               int32
          6  failed                  int32
          11 terminating             int32?
          7  completedIndexes        string
          10 failedIndexes           string?
          8  uncountedTerminatedPods UncountedTerminatedPods?
          9  ready                   int32?

        type UncountedTerminatedPods
          1 succeeded [string] set
          2 failed    [string] set

        type JobCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastProbeTime      time   = null
          4 lastTransitionTime time   = null
          5 reason             string
          6 message            string

        type JobTemplateSpec
          1 metadata ObjectMeta = {}
          2 spec     JobSpec    = {}

        type CronJobSpec
          1 schedule!                  string            = ""
          8 timeZone                   string?
          2 startingDeadlineSeconds    int64?
          3 concurrencyPolicy          ConcurrencyPolicy = Allow
          4 suspend                    bool?             = false
          5 jobTemplate!               JobTemplateSpec   = {}
          6 successfulJobsHistoryLimit int32?            = 3
          7 failedJobsHistoryLimit     int32?            = 1

        type CronJobStatus
          1 active             [ObjectReference]
          4 lastScheduleTime   time?
          5 lastSuccessfulTime time?

        enum CompletionMode Indexed NonIndexed
        enum ConcurrencyPolicy Allow Forbid Replace
        enum PodFailurePolicyAction Count FailIndex FailJob Ignore
        enum PodFailurePolicyOnExitCodesOperator In NotIn
        enum PodReplacementPolicy Failed TerminatingOrFailed
        """#
}
