// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Autoscaling, version 2.
    static let autoscaling = #"""
        kind HorizontalPodAutoscaler: A rule by which a number of replicas follows measurements.
          spec!  HorizontalPodAutoscalerSpec   = {}
          status HorizontalPodAutoscalerStatus = {}

        type HorizontalPodAutoscalerSpec
          scaleTargetRef! CrossVersionObjectReference = {}
          minReplicas     int32                       = 1
          maxReplicas!    int32                       = 0
          metrics         [MetricSpec]
          behavior        HorizontalPodAutoscalerBehavior

        type CrossVersionObjectReference
          kind!      string = ""
          name!      string = ""
          apiVersion string

        type MetricSpec
          type!             string = ""
          object            ObjectMetricSource
          pods              PodsMetricSource
          resource          ResourceMetricSource
          containerResource ContainerResourceMetricSource
          external          ExternalMetricSource

        type HorizontalPodAutoscalerBehavior
          scaleUp   HPAScalingRules
          scaleDown HPAScalingRules

        type HPAScalingRules
          stabilizationWindowSeconds int32
          selectPolicy               string
          policies                   [HPAScalingPolicy]
          tolerance                  quantity

        type HPAScalingPolicy
          type!          string = ""
          value!         int32  = 0
          periodSeconds! int32  = 0

        type ObjectMetricSource
          describedObject! CrossVersionObjectReference = {}
          target!          MetricTarget                = {}
          metric!          MetricIdentifier            = {}

        type PodsMetricSource
          metric! MetricIdentifier = {}
          target! MetricTarget     = {}

        type ResourceMetricSource
          name!   string       = ""
          target! MetricTarget = {}

        type ContainerResourceMetricSource
          name!      string       = ""
          target!    MetricTarget = {}
          container! string       = ""

        type ExternalMetricSource
          metric! MetricIdentifier = {}
          target! MetricTarget     = {}

        type MetricIdentifier
          name!    string = ""
          selector LabelSelector

        type MetricTarget
          type!              string = ""
          value              quantity
          averageValue       quantity
          averageUtilization int32

        type HorizontalPodAutoscalerStatus
          observedGeneration int64
          lastScaleTime      time
          currentReplicas    int32
          desiredReplicas!   int32                              = 0
          currentMetrics     [MetricStatus]
          conditions         [HorizontalPodAutoscalerCondition] map(type) merge(type)

        type HorizontalPodAutoscalerCondition
          type!              string = ""
          status!            string = ""
          lastTransitionTime time
          reason             string
          message            string

        type MetricStatus
          type!             string = ""
          object            ObjectMetricStatus
          pods              PodsMetricStatus
          resource          ResourceMetricStatus
          containerResource ContainerResourceMetricStatus
          external          ExternalMetricStatus

        type ObjectMetricStatus
          metric!          MetricIdentifier            = {}
          current!         MetricValueStatus           = {}
          describedObject! CrossVersionObjectReference = {}

        type PodsMetricStatus
          metric!  MetricIdentifier  = {}
          current! MetricValueStatus = {}

        type ResourceMetricStatus
          name!    string            = ""
          current! MetricValueStatus = {}

        type ContainerResourceMetricStatus
          name!      string            = ""
          current!   MetricValueStatus = {}
          container! string            = ""

        type ExternalMetricStatus
          metric!  MetricIdentifier  = {}
          current! MetricValueStatus = {}

        type MetricValueStatus
          value              quantity
          averageValue       quantity
          averageUtilization int32
        """#

    /// The scale of anything, as version 1 of the group has it.
    static let scale = #"""
        kind Scale: The number of replicas of any object that can be scaled.
          spec   ScaleSpec   = {}
          status ScaleStatus = {}

        type ScaleSpec
          replicas int32

        type ScaleStatus
          replicas! int32 = 0
          selector  string
        """#
}
