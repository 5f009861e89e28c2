// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Disruption budgets and evictions.
    static let policy = #"""
        kind PodDisruptionBudget: How many pods of a set may be evicted at a time.
          2 spec   PodDisruptionBudgetSpec   = {}
          3 status PodDisruptionBudgetStatus = {}

        kind Eviction: A request to remove a pod, if the disruption budgets allow it.
          2 deleteOptions DeleteOptions?

        type PodDisruptionBudgetSpec
          1 minAvailable               intOrString?
          2 selector                   LabelSelector? replace
          3 maxUnavailable             intOrString?
          4 unhealthyPodEvictionPolicy UnhealthyPodEvictionPolicyType?

        type PodDisruptionBudgetStatus
          1 observedGeneration int64
          2 disruptedPods      {time}
          3 disruptionsAllowed int32       = 0
          4 currentHealthy     int32       = 0
          5 desiredHealthy     int32       = 0
          6 expectedPods       int32       = 0
          7 conditions         [Condition] map(type) merge(type)

        enum UnhealthyPodEvictionPolicyType AlwaysAllow IfHealthyBudget
        """#
}
