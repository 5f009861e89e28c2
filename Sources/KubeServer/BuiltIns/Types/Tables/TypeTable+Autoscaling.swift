// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Autoscaling, version 2.
    static let autoscaling = #"""
        kind HorizontalPodAutoscaler: A rule by which a number of replicas follows measurements.
          2 spec!  HorizontalPodAutoscalerSpec   = {}
          3 status HorizontalPodAutoscalerStatus = {}

        type HorizontalPodAutoscalerSpec
          1 scaleTargetRef! CrossVersionObjectReference = {}
          2 minReplicas     int32?                      = 1
          3 maxReplicas!    int32                       = 0
          4 metrics         [MetricSpec]
          5 behavior        HorizontalPodAutoscalerBehavior?

        type CrossVersionObjectReference
          1 kind!      string = ""
          2 name!      string = ""
          3 apiVersion string

        type MetricSpec
          1 type!             string = ""
          2 object            ObjectMetricSource?
          3 pods              PodsMetricSource?
          4 resource          ResourceMetricSource?
          7 containerResource ContainerResourceMetricSource?
          5 external          ExternalMetricSource?

        type HorizontalPodAutoscalerBehavior
          1 scaleUp   HPAScalingRules?
          2 scaleDown HPAScalingRules?

        type HPAScalingRules
          3 stabilizationWindowSeconds int32?
          1 selectPolicy               string?
          2 policies                   [HPAScalingPolicy]
          4 tolerance                  quantity?

        type HPAScalingPolicy
          1 type!          string = ""
          2 value!         int32  = 0
          3 periodSeconds! int32  = 0

        type ObjectMetricSource
          1 describedObject! CrossVersionObjectReference = {}
          2 target!          MetricTarget                = {}
          3 metric!          MetricIdentifier            = {}

        type PodsMetricSource
          1 metric! MetricIdentifier = {}
          2 target! MetricTarget     = {}

        type ResourceMetricSource
          1 name!   string       = ""
          2 target! MetricTarget = {}

        type ContainerResourceMetricSource
          1 name!      string       = ""
          2 target!    MetricTarget = {}
          3 container! string       = ""

        type ExternalMetricSource
          1 metric! MetricIdentifier = {}
          2 target! MetricTarget     = {}

        type MetricIdentifier
          1 name!    string = ""
          2 selector LabelSelector?

        type MetricTarget
          1 type!              string = ""
          2 value              quantity?
          3 averageValue       quantity?
          4 averageUtilization int32?

        type HorizontalPodAutoscalerStatus
          1 observedGeneration int64?
          2 lastScaleTime      time?
          3 currentReplicas    int32
          4 desiredReplicas!   int32          = 0
          5 currentMetrics     [MetricStatus] = null
          6 conditions         [HorizontalPodAutoscalerCondition] map(type) merge(type)

        type HorizontalPodAutoscalerCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastTransitionTime time   = null
          4 reason             string
          5 message            string

        type MetricStatus
          1 type!             string = ""
          2 object            ObjectMetricStatus?
          3 pods              PodsMetricStatus?
          4 resource          ResourceMetricStatus?
          7 containerResource ContainerResourceMetricStatus?
          5 external          ExternalMetricStatus?

        type ObjectMetricStatus
          1 metric!          MetricIdentifier            = {}
          2 current!         MetricValueStatus           = {}
          3 describedObject! CrossVersionObjectReference = {}

        type PodsMetricStatus
          1 metric!  MetricIdentifier  = {}
          2 current! MetricValueStatus = {}

        type ResourceMetricStatus
          1 name!    string            = ""
          2 current! MetricValueStatus = {}

        type ContainerResourceMetricStatus
          1 name!      string            = ""
          2 current!   MetricValueStatus = {}
          3 container! string            = ""

        type ExternalMetricStatus
          1 metric!  MetricIdentifier  = {}
          2 current! MetricValueStatus = {}

        type MetricValueStatus
          1 value              quantity?
          2 averageValue       quantity?
          3 averageUtilization int32?
        """#

    /// The scale of anything, as version 1 of the group has it.
    static let scale = #"""
        kind Scale: The number of replicas of any object that can be scaled.
          2 spec   ScaleSpec   = {}
          3 status ScaleStatus = {}

        type ScaleSpec
          1 replicas int32

        type ScaleStatus
          1 replicas! int32 = 0
          2 selector  string
        """#
}
