// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Admission webhooks.
    static let admissionregistration = #"""
        kind ValidatingWebhookConfiguration: Services that are asked whether a write is allowed.
          2 webhooks [ValidatingWebhook] map(name) merge(name)

        kind MutatingWebhookConfiguration: Services that may change what is written.
          2 webhooks [MutatingWebhook] map(name) merge(name)

        type ValidatingWebhook
          1  name!                    string              = ""
          2  clientConfig!            WebhookClientConfig = {}
          3  rules                    [RuleWithOperations]
          4  failurePolicy            FailurePolicyType?  = Fail
          9  matchPolicy              MatchPolicyType?    = Equivalent
          5  namespaceSelector        LabelSelector?      = {}
          10 objectSelector           LabelSelector?      = {}
          6  sideEffects!             SideEffectClass?    = null
          7  timeoutSeconds           int32?              = 10
          8  admissionReviewVersions! [string]            = null
          11 matchConditions          [MatchCondition]    map(name) merge(name)

        type MutatingWebhook
          1  name!                    string                  = ""
          2  clientConfig!            WebhookClientConfig     = {}
          3  rules                    [RuleWithOperations]
          4  failurePolicy            FailurePolicyType?      = Fail
          9  matchPolicy              MatchPolicyType?        = Equivalent
          5  namespaceSelector        LabelSelector?          = {}
          11 objectSelector           LabelSelector?          = {}
          6  sideEffects!             SideEffectClass?        = null
          7  timeoutSeconds           int32?                  = 10
          8  admissionReviewVersions! [string]                = null
          10 reinvocationPolicy       ReinvocationPolicyType? = Never
          12 matchConditions          [MatchCondition]        map(name) merge(name)

        type RuleWithOperations
          1   operations  [OperationType]
          2.1 apiGroups   [string]
          2.2 apiVersions [string]
          2.3 resources   [string]
          2.4 scope       ScopeType? = *

        type WebhookClientConfig
          3 url      string?
          1 service  ServiceReference?
          2 caBundle bytes

        type ServiceReference
          1 namespace! string = ""
          2 name!      string = ""
          3 path       string?
          4 port       int32? = 443

        type MatchCondition
          1 name!       string = ""
          2 expression! string = ""

        enum FailurePolicyType Fail Ignore
        enum MatchPolicyType Equivalent Exact
        enum OperationType * CONNECT CREATE DELETE UPDATE
        enum ReinvocationPolicyType IfNeeded Never
        enum ScopeType * Cluster Namespaced
        enum SideEffectClass None NoneOnDryRun Some Unknown
        """#
}
