// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Disruption budgets and evictions.
    static let policy = #"""
        kind PodDisruptionBudget: How many pods of a set may be evicted at a time.
          spec   PodDisruptionBudgetSpec   = {}
          status PodDisruptionBudgetStatus = {}

        kind Eviction: A request to remove a pod, if the disruption budgets allow it.
          deleteOptions DeleteOptions

        type PodDisruptionBudgetSpec
          minAvailable               intOrString
          selector                   LabelSelector replace
          maxUnavailable             intOrString
          unhealthyPodEvictionPolicy UnhealthyPodEvictionPolicyType

        type PodDisruptionBudgetStatus
          observedGeneration int64
          disruptedPods      {time}
          disruptionsAllowed int32       = 0
          currentHealthy     int32       = 0
          desiredHealthy     int32       = 0
          expectedPods       int32       = 0
          conditions         [Condition] map(type) merge(type)

        enum UnhealthyPodEvictionPolicyType AlwaysAllow IfHealthyBudget
        """#
}
