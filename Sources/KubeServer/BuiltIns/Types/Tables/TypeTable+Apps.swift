// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Sets of pods.
    static let apps = #"""
        kind StatefulSet: Pods with lasting names and volumes, started and replaced in order.
          spec   StatefulSetSpec   = {}
          status StatefulSetStatus = {}

        kind Deployment: Pods of one template that are replaced step by step when the template changes.
          spec   DeploymentSpec   = {}
          status DeploymentStatus = {}

        kind DaemonSet: One pod on each node that fits.
          spec   DaemonSetSpec   = {}
          status DaemonSetStatus = {}

        kind ReplicaSet: A number of pods of one template that is kept constant.
          spec   ReplicaSetSpec   = {}
          status ReplicaSetStatus = {}

        kind ControllerRevision: A past state of a set, kept so that it can be rolled back to.
          data      any
          revision! int64 = 0

        type StatefulSetUpdateStrategy
          type          StatefulSetUpdateStrategyType = RollingUpdate
          rollingUpdate RollingUpdateStatefulSetStrategy

        type RollingUpdateStatefulSetStrategy
          partition      int32 = 0
          maxUnavailable intOrString

        type StatefulSetPersistentVolumeClaimRetentionPolicy
          whenDeleted string = Retain
          whenScaled  string = Retain

        type StatefulSetOrdinals
          start int32 = 0

        type StatefulSetSpec
          replicas                             int32                                           = 1
          selector!                            LabelSelector
          template!                            PodTemplateSpec                                 = {}
          volumeClaimTemplates                 [PersistentVolumeClaim]
          serviceName                          string                                          = ""
          podManagementPolicy                  PodManagementPolicyType                         = OrderedReady
          updateStrategy                       StatefulSetUpdateStrategy                       = {}
          revisionHistoryLimit                 int32                                           = 10
          minReadySeconds                      int32
          persistentVolumeClaimRetentionPolicy StatefulSetPersistentVolumeClaimRetentionPolicy = {}
          ordinals                             StatefulSetOrdinals

        type StatefulSetStatus
          observedGeneration int64
          replicas!          int32                  = 0
          readyReplicas      int32
          currentReplicas    int32
          updatedReplicas    int32
          currentRevision    string
          updateRevision     string
          collisionCount     int32
          conditions         [StatefulSetCondition] map(type) merge(type)
          availableReplicas  int32                  = 0

        type StatefulSetCondition
          type!              string = ""
          status!            string = ""
          lastTransitionTime time
          reason             string
          message            string

        type DeploymentSpec
          replicas                int32              = 1
          selector!               LabelSelector
          template!               PodTemplateSpec    = {}
          strategy                DeploymentStrategy retainKeys = {}
          minReadySeconds         int32
          revisionHistoryLimit    int32              = 10
          paused                  bool
          progressDeadlineSeconds int32              = 600

        type DeploymentStrategy
          type          DeploymentStrategyType = RollingUpdate
          rollingUpdate RollingUpdateDeployment

        type RollingUpdateDeployment
          maxUnavailable intOrString = 25%
          maxSurge       intOrString = 25%

        type DeploymentStatus
          observedGeneration  int64
          replicas            int32
          updatedReplicas     int32
          readyReplicas       int32
          availableReplicas   int32
          unavailableReplicas int32
          terminatingReplicas int32
          conditions          [DeploymentCondition] map(type) merge(type)
          collisionCount      int32

        type DeploymentCondition
          type!              string = ""
          status!            string = ""
          lastUpdateTime     time
          lastTransitionTime time
          reason             string
          message            string

        type DaemonSetUpdateStrategy
          type          DaemonSetUpdateStrategyType = RollingUpdate
          rollingUpdate RollingUpdateDaemonSet

        type RollingUpdateDaemonSet
          maxUnavailable intOrString = 1
          maxSurge       intOrString = 0

        type DaemonSetSpec
          selector!            LabelSelector
          template!            PodTemplateSpec         = {}
          updateStrategy       DaemonSetUpdateStrategy = {}
          minReadySeconds      int32
          revisionHistoryLimit int32                   = 10

        type DaemonSetStatus
          currentNumberScheduled! int32                = 0
          numberMisscheduled!     int32                = 0
          desiredNumberScheduled! int32                = 0
          numberReady!            int32                = 0
          observedGeneration      int64
          updatedNumberScheduled  int32
          numberAvailable         int32
          numberUnavailable       int32
          collisionCount          int32
          conditions              [DaemonSetCondition] map(type) merge(type)

        type DaemonSetCondition
          type!              string = ""
          status!            string = ""
          lastTransitionTime time
          reason             string
          message            string

        type ReplicaSetSpec
          replicas        int32           = 1
          minReadySeconds int32
          selector!       LabelSelector
          template        PodTemplateSpec = {}

        type ReplicaSetStatus
          replicas!            int32                 = 0
          fullyLabeledReplicas int32
          readyReplicas        int32
          availableReplicas    int32
          terminatingReplicas  int32
          observedGeneration   int64
          conditions           [ReplicaSetCondition] map(type) merge(type)

        type ReplicaSetCondition
          type!              string = ""
          status!            string = ""
          lastTransitionTime time
          reason             string
          message            string

        enum DaemonSetUpdateStrategyType OnDelete RollingUpdate
        enum DeploymentStrategyType Recreate RollingUpdate
        enum PodManagementPolicyType OrderedReady Parallel
        enum StatefulSetUpdateStrategyType OnDelete RollingUpdate
        """#
}
