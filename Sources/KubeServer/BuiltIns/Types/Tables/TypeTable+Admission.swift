// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Admission webhooks.
    static let admissionregistration = #"""
        kind ValidatingWebhookConfiguration: Services that are asked whether a write is allowed.
          webhooks [ValidatingWebhook] map(name) merge(name)

        kind MutatingWebhookConfiguration: Services that may change what is written.
          webhooks [MutatingWebhook] map(name) merge(name)

        type ValidatingWebhook
          name!                    string              = ""
          clientConfig!            WebhookClientConfig = {}
          rules                    [RuleWithOperations]
          failurePolicy            FailurePolicyType   = Fail
          matchPolicy              MatchPolicyType     = Equivalent
          namespaceSelector        LabelSelector       = {}
          objectSelector           LabelSelector       = {}
          sideEffects!             SideEffectClass
          timeoutSeconds           int32               = 10
          admissionReviewVersions! [string]
          matchConditions          [MatchCondition]    map(name) merge(name)

        type MutatingWebhook
          name!                    string                 = ""
          clientConfig!            WebhookClientConfig    = {}
          rules                    [RuleWithOperations]
          failurePolicy            FailurePolicyType      = Fail
          matchPolicy              MatchPolicyType        = Equivalent
          namespaceSelector        LabelSelector          = {}
          objectSelector           LabelSelector          = {}
          sideEffects!             SideEffectClass
          timeoutSeconds           int32                  = 10
          admissionReviewVersions! [string]
          reinvocationPolicy       ReinvocationPolicyType = Never
          matchConditions          [MatchCondition]       map(name) merge(name)

        type RuleWithOperations
          operations  [OperationType]
          apiGroups   [string]
          apiVersions [string]
          resources   [string]
          scope       ScopeType = *

        type WebhookClientConfig
          url      string
          service  ServiceReference
          caBundle bytes

        type ServiceReference
          namespace! string = ""
          name!      string = ""
          path       string
          port       int32  = 443

        type MatchCondition
          name!       string = ""
          expression! string = ""

        enum FailurePolicyType Fail Ignore
        enum MatchPolicyType Equivalent Exact
        enum OperationType * CONNECT CREATE DELETE UPDATE
        enum ReinvocationPolicyType IfNeeded Never
        enum ScopeType * Cluster Namespaced
        enum SideEffectClass None NoneOnDryRun Some Unknown
        """#
}
