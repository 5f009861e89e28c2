// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// Sets of pods.
    static let apps = #"""
        Deployment, StatefulSet, DaemonSet, ReplicaSet
          spec   What is wanted.
          status What is.
        DeploymentSpec
          replicas                How many pods are wanted.
          selector                The pods that belong to the deployment; never changed.
          template                What the pods are made of; a change replaces them.
          strategy                How old pods are replaced by new ones.
          minReadySeconds         How long a new pod has to be ready before it counts as available.
          revisionHistoryLimit    How many old replica sets are kept for a rollback.
          paused                  Whether changes of the template wait.
          progressDeadlineSeconds After how many seconds without progress a rollout counts as failed.
        DeploymentStrategy
          type          RollingUpdate, or Recreate: first all old pods go.
          rollingUpdate How many pods at a time.
        RollingUpdateDeployment
          maxUnavailable How many pods may be missing meanwhile, as a number or a percentage.
          maxSurge       How many pods there may be too many meanwhile, as a number or a percentage.
        DeploymentStatus
          observedGeneration  The generation that the controller has seen.
          replicas            How many pods there are.
          updatedReplicas     How many of them are of the present template.
          readyReplicas       How many are ready.
          availableReplicas   How many have been ready for minReadySeconds.
          unavailableReplicas How many are missing.
          terminatingReplicas How many are on their way out.
          conditions          What is true of the deployment: Available, Progressing, ReplicaFailure.
          collisionCount      How often the name of a replica set was taken.
        StatefulSetSpec
          replicas                             How many pods are wanted.
          selector                             The pods that belong to the set; never changed.
          template                             What the pods are made of.
          serviceName                          The headless service that gives the pods their names; never changed.
          volumeClaimTemplates                 The claims that each pod gets, and keeps.
          podManagementPolicy                  Whether pods start one after the other (OrderedReady) or at once (Parallel).
          updateStrategy                       How old pods are replaced by new ones.
          minReadySeconds                      How long a new pod has to be ready before it counts as available.
          revisionHistoryLimit                 How many old revisions are kept for a rollback.
          persistentVolumeClaimRetentionPolicy What becomes of the claims.
          ordinals                             With which number the names begin.
        StatefulSetUpdateStrategy
          type          RollingUpdate, or OnDelete: pods are replaced when somebody deletes them.
          rollingUpdate Which pods, and how many at a time.
        RollingUpdateStatefulSetStrategy
          partition      The number from which on pods are replaced.
          maxUnavailable How many pods may be missing meanwhile.
        StatefulSetPersistentVolumeClaimRetentionPolicy
          whenDeleted What becomes of the claims when the set is deleted: Retain or Delete.
          whenScaled  What becomes of the claims of pods that are not wanted any more: Retain or Delete.
        StatefulSetOrdinals
          start The first number.
        StatefulSetStatus
          observedGeneration The generation that the controller has seen.
          replicas           How many pods there are.
          readyReplicas      How many are ready.
          currentReplicas    How many are of the current revision.
          updatedReplicas    How many are of the revision that is rolled out.
          availableReplicas  How many have been ready for minReadySeconds.
          currentRevision    The revision that is being replaced.
          updateRevision     The revision that is rolled out.
          collisionCount     How often the name of a revision was taken.
          conditions         What is true of the set.
        DaemonSetSpec
          selector             The pods that belong to the set; never changed.
          template             What the pods are made of; its selectors say on which nodes.
          updateStrategy       How old pods are replaced by new ones.
          minReadySeconds      How long a new pod has to be ready before it counts as available.
          revisionHistoryLimit How many old revisions are kept for a rollback.
        DaemonSetUpdateStrategy
          type          RollingUpdate, or OnDelete: pods are replaced when somebody deletes them.
          rollingUpdate How many pods at a time.
        RollingUpdateDaemonSet
          maxUnavailable On how many nodes the pod may be missing meanwhile.
          maxSurge       On how many nodes there may be two meanwhile.
        DaemonSetStatus
          desiredNumberScheduled How many nodes should have the pod.
          currentNumberScheduled How many of them have it.
          numberMisscheduled     How many have it and should not.
          numberReady            On how many it is ready.
          numberAvailable        On how many it has been ready for minReadySeconds.
          numberUnavailable      On how many it is missing.
          updatedNumberScheduled How many have the present template.
          observedGeneration     The generation that the controller has seen.
          collisionCount         How often the name of a revision was taken.
          conditions             What is true of the set.
        ReplicaSetSpec
          replicas        How many pods are wanted.
          selector        The pods that belong to the set; never changed.
          template        What the pods are made of.
          minReadySeconds How long a new pod has to be ready before it counts as available.
        ReplicaSetStatus
          replicas             How many pods there are.
          fullyLabeledReplicas How many have all labels of the template.
          readyReplicas        How many are ready.
          availableReplicas    How many have been ready for minReadySeconds.
          terminatingReplicas  How many are on their way out.
          observedGeneration   The generation that the controller has seen.
          conditions           What is true of the set.
        DeploymentCondition, StatefulSetCondition, DaemonSetCondition, ReplicaSetCondition
          type               What the condition is about.
          status             True, False or Unknown.
          lastTransitionTime When the status last changed.
          reason             Why, in one word.
          message            Why, in a sentence.
        DeploymentCondition
          lastUpdateTime When it was last looked at.
        ControllerRevision
          data     The past state.
          revision Its number.
        """#

    /// Jobs.
    static let batch = #"""
        Job, CronJob
          spec   What is wanted.
          status What is.
        JobSpec
          template                What the pods are made of; they end by themselves.
          completions             How many pods have to succeed.
          parallelism             How many pods run at the same time.
          completionMode          Whether each success is as good as any (NonIndexed) or each has its number (Indexed).
          backoffLimit            How many failures are too many.
          backoffLimitPerIndex    The same for each number.
          maxFailedIndexes        How many numbers may fail.
          activeDeadlineSeconds   After how many seconds the job is ended, whatever it does.
          ttlSecondsAfterFinished After how many seconds a finished job is deleted; without it, never.
          suspend                 Whether no pods run for now.
          selector                The pods that belong to the job; chosen by the server.
          manualSelector          Whether the selector is the user's.
          podFailurePolicy        What becomes of the job when a pod fails, by rules.
          successPolicy           When the job has succeeded, by rules.
          podReplacementPolicy    Whether a new pod waits until the old one has ended.
          managedBy               Who looks after the job, if not the job controller.
        JobStatus
          active         How many pods run.
          ready          How many of them are ready.
          succeeded      How many pods have succeeded.
          failed         How many pods have failed.
          terminating    How many pods are on their way out.
          startTime      When the job began.
          completionTime When the job succeeded.
          conditions     What is true of the job: Complete, Failed, Suspended.
          completedIndexes The numbers that have succeeded, as in 1,3-5.
          failedIndexes  The numbers that have failed.
        JobCondition
          type               What the condition is about.
          status             True, False or Unknown.
          lastProbeTime      When it was last looked at.
          lastTransitionTime When the status last changed.
          reason             Why, in one word.
          message            Why, in a sentence.
        CronJobSpec
          schedule                   When jobs start: minute, hour, day, month, day of the week.
          timeZone                   The time zone of the schedule.
          concurrencyPolicy          What happens when the last job still runs: Allow, Forbid or Replace.
          startingDeadlineSeconds    How late a job may still start.
          suspend                    Whether no jobs start for now.
          jobTemplate                What the jobs are made of.
          successfulJobsHistoryLimit How many jobs that succeeded are kept.
          failedJobsHistoryLimit     How many jobs that failed are kept.
        JobTemplateSpec
          metadata The labels and annotations of the jobs.
          spec     What the jobs do.
        CronJobStatus
          active             The jobs that run.
          lastScheduleTime   When a job was last started.
          lastSuccessfulTime When a job last succeeded.
        """#
}
