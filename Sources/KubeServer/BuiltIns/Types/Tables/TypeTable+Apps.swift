// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Sets of pods.
    static let apps = #"""
        kind StatefulSet: Pods with lasting names and volumes, started and replaced in order.
          2 spec   StatefulSetSpec   = {}
          3 status StatefulSetStatus = {}

        kind Deployment: Pods of one template that are replaced step by step when the template changes.
          2 spec   DeploymentSpec   = {}
          3 status DeploymentStatus = {}

        kind DaemonSet: One pod on each node that fits.
          2 spec   DaemonSetSpec   = {}
          3 status DaemonSetStatus = {}

        kind ReplicaSet: A number of pods of one template that is kept constant.
          2 spec   ReplicaSetSpec   = {}
          3 status ReplicaSetStatus = {}

        kind ControllerRevision: A past state of a set, kept so that it can be rolled back to.
          2 data      any
          3 revision! int64 = 0

        type StatefulSetUpdateStrategy
          1 type          StatefulSetUpdateStrategyType = RollingUpdate
          2 rollingUpdate RollingUpdateStatefulSetStrategy?

        type RollingUpdateStatefulSetStrategy
          1 partition      int32? = 0
          2 maxUnavailable intOrString?

        type StatefulSetPersistentVolumeClaimRetentionPolicy
          1 whenDeleted string = Retain
          2 whenScaled  string = Retain

        type StatefulSetOrdinals
          1 start int32 = 0

        type StatefulSetSpec
          1  replicas                             int32?                                           = 1
          2  selector!                            LabelSelector?                                   = null
          3  template!                            PodTemplateSpec                                  = {}
          4  volumeClaimTemplates                 [PersistentVolumeClaim]
          5  serviceName                          string                                           = ""
          6  podManagementPolicy                  PodManagementPolicyType                          = OrderedReady
          7  updateStrategy                       StatefulSetUpdateStrategy                        = {}
          8  revisionHistoryLimit                 int32?                                           = 10
          9  minReadySeconds                      int32
          10 persistentVolumeClaimRetentionPolicy StatefulSetPersistentVolumeClaimRetentionPolicy? = {}
          11 ordinals                             StatefulSetOrdinals?

        type StatefulSetStatus
          1  observedGeneration int64
          2  replicas!          int32                  = 0
          3  readyReplicas      int32
          4  currentReplicas    int32
          5  updatedReplicas    int32
          6  currentRevision    string
          7  updateRevision     string
          9  collisionCount     int32?
          10 conditions         [StatefulSetCondition] map(type) merge(type)
          11 availableReplicas  int32                  = 0

        type StatefulSetCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastTransitionTime time   = null
          4 reason             string
          5 message            string

        type DeploymentSpec
          1 replicas                int32?                        = 1
          2 selector!               LabelSelector?                = null
          3 template!               PodTemplateSpec               = {}
          4 strategy                DeploymentStrategy retainKeys = {}
          5 minReadySeconds         int32
          6 revisionHistoryLimit    int32?                        = 10
          7 paused                  bool
          9 progressDeadlineSeconds int32?                        = 600

        type DeploymentStrategy
          1 type          DeploymentStrategyType = RollingUpdate
          2 rollingUpdate RollingUpdateDeployment?

        type RollingUpdateDeployment
          1 maxUnavailable intOrString? = 25%
          2 maxSurge       intOrString? = 25%

        type DeploymentStatus
          1 observedGeneration  int64
          2 replicas            int32
          3 updatedReplicas     int32
          7 readyReplicas       int32
          4 availableReplicas   int32
          5 unavailableReplicas int32
          9 terminatingReplicas int32?
          6 conditions          [DeploymentCondition] map(type) merge(type)
          8 collisionCount      int32?

        type DeploymentCondition
          1 type!              string = ""
          2 status!            string = ""
          6 lastUpdateTime     time   = null
          7 lastTransitionTime time   = null
          4 reason             string
          5 message            string

        type DaemonSetUpdateStrategy
          1 type          DaemonSetUpdateStrategyType = RollingUpdate
          2 rollingUpdate RollingUpdateDaemonSet?

        type RollingUpdateDaemonSet
          1 maxUnavailable intOrString? = 1
          2 maxSurge       intOrString? = 0

        type DaemonSetSpec
          1 selector!            LabelSelector?          = null
          2 template!            PodTemplateSpec         = {}
          3 updateStrategy       DaemonSetUpdateStrategy = {}
          4 minReadySeconds      int32
          6 revisionHistoryLimit int32?                  = 10

        type DaemonSetStatus
          1  currentNumberScheduled! int32                = 0
          2  numberMisscheduled!     int32                = 0
          3  desiredNumberScheduled! int32                = 0
          4  numberReady!            int32                = 0
          5  observedGeneration      int64
          6  updatedNumberScheduled  int32
          7  numberAvailable         int32
          8  numberUnavailable       int32
          9  collisionCount          int32?
          10 conditions              [DaemonSetCondition] map(type) merge(type)

        type DaemonSetCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastTransitionTime time   = null
          4 reason             string
          5 message            string

        type ReplicaSetSpec
          1 replicas        int32?          = 1
          4 minReadySeconds int32
          2 selector!       LabelSelector?  = null
          3 template        PodTemplateSpec = {}

        type ReplicaSetStatus
          1 replicas!            int32                 = 0
          2 fullyLabeledReplicas int32
          4 readyReplicas        int32
          5 availableReplicas    int32
          7 terminatingReplicas  int32?
          3 observedGeneration   int64
          6 conditions           [ReplicaSetCondition] map(type) merge(type)

        type ReplicaSetCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastTransitionTime time   = null
          4 reason             string
          5 message            string

        enum DaemonSetUpdateStrategyType OnDelete RollingUpdate
        enum DeploymentStrategyType Recreate RollingUpdate
        enum PodManagementPolicyType OrderedReady Parallel
        enum StatefulSetUpdateStrategyType OnDelete RollingUpdate
        """#
}
