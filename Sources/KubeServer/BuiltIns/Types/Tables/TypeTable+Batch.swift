// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Jobs.
    static let batch = #"""
        kind Job: Pods that run until enough of them have succeeded.
          spec   JobSpec   = {}
          status JobStatus = {}

        kind CronJob: Jobs that start at the times of a schedule.
          spec!  CronJobSpec   = {}
          status CronJobStatus = {}

        type PodFailurePolicyOnExitCodesRequirement
          containerName string
          operator!     PodFailurePolicyOnExitCodesOperator = ""
          values!       [int32]                             set

        type PodFailurePolicyOnPodConditionsPattern
          type!  string = ""
          status string = ""

        type PodFailurePolicyRule
          action!         PodFailurePolicyAction = ""
          onExitCodes     PodFailurePolicyOnExitCodesRequirement
          onPodConditions [PodFailurePolicyOnPodConditionsPattern]

        type PodFailurePolicy
          rules! [PodFailurePolicyRule]

        type SuccessPolicy
          rules! [SuccessPolicyRule]

        type SuccessPolicyRule
          succeededIndexes string
          succeededCount   int32

        type JobSpec
          parallelism             int32
          completions             int32
          activeDeadlineSeconds   int64
          podFailurePolicy        PodFailurePolicy
          successPolicy           SuccessPolicy
          backoffLimit            int32
          backoffLimitPerIndex    int32
          maxFailedIndexes        int32
          selector                LabelSelector
          manualSelector          bool
          template!               PodTemplateSpec = {}
          ttlSecondsAfterFinished int32
          completionMode          CompletionMode
          suspend                 bool
          podReplacementPolicy    PodReplacementPolicy
          managedBy               string

        type JobStatus
          conditions              [JobCondition] merge(type)
          startTime               time
          completionTime          time
          active                  int32
          succeeded               int32
          failed                  int32
          terminating             int32
          completedIndexes        string
          failedIndexes           string
          uncountedTerminatedPods UncountedTerminatedPods
          ready                   int32

        type UncountedTerminatedPods
          succeeded [string] set
          failed    [string] set

        type JobCondition
          type!              string = ""
          status!            string = ""
          lastProbeTime      time
          lastTransitionTime time
          reason             string
          message            string

        type JobTemplateSpec
          metadata ObjectMeta = {}
          spec     JobSpec    = {}

        type CronJobSpec
          schedule!                  string            = ""
          timeZone                   string
          startingDeadlineSeconds    int64
          concurrencyPolicy          ConcurrencyPolicy = Allow
          suspend                    bool              = false
          jobTemplate!               JobTemplateSpec   = {}
          successfulJobsHistoryLimit int32             = 3
          failedJobsHistoryLimit     int32             = 1

        type CronJobStatus
          active             [ObjectReference]
          lastScheduleTime   time
          lastSuccessfulTime time

        enum CompletionMode Indexed NonIndexed
        enum ConcurrencyPolicy Allow Forbid Replace
        enum PodFailurePolicyAction Count FailIndex FailJob Ignore
        enum PodFailurePolicyOnExitCodesOperator In NotIn
        enum PodReplacementPolicy Failed TerminatingOrFailed
        """#
}
