// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Questions about what somebody may do.
    static let authorization = #"""
        kind SubjectAccessReview: A question: may somebody do something?
          2 spec!  SubjectAccessReviewSpec   = {}
          3 status SubjectAccessReviewStatus = {}

        kind LocalSubjectAccessReview: A question: may somebody do something in this namespace?
          2 spec!  SubjectAccessReviewSpec   = {}
          3 status SubjectAccessReviewStatus = {}

        kind SelfSubjectAccessReview: A question: may I do something?
          2 spec!  SelfSubjectAccessReviewSpec = {}
          3 status SubjectAccessReviewStatus   = {}

        kind SelfSubjectRulesReview: A question: what may I do in a namespace?
          2 spec!  SelfSubjectRulesReviewSpec = {}
          3 status SubjectRulesReviewStatus   = {}

        type SubjectAccessReviewSpec
          1 resourceAttributes    ResourceAttributes?
          2 nonResourceAttributes NonResourceAttributes?
          3 user                  string
          4 groups                [string]
          5 extra                 {[string]}
          6 uid                   string

        type SelfSubjectAccessReviewSpec
          1 resourceAttributes    ResourceAttributes?
          2 nonResourceAttributes NonResourceAttributes?

        type SelfSubjectRulesReviewSpec
          1 namespace string

        type SubjectAccessReviewStatus
          1 allowed!        bool = false
          4 denied          bool
          2 reason          string
          3 evaluationError string

        type SubjectRulesReviewStatus
          1 resourceRules!    [ResourceRule]    = null
          2 nonResourceRules! [NonResourceRule] = null
          3 incomplete!       bool              = false
          4 evaluationError   string

        type ResourceAttributes
          1 namespace     string
          2 verb          string
          3 group         string
          4 version       string
          5 resource      string
          6 subresource   string
          7 name          string
          8 fieldSelector FieldSelectorAttributes?
          9 labelSelector LabelSelectorAttributes?

        type NonResourceAttributes
          1 path string
          2 verb string

        type FieldSelectorAttributes
          1 rawSelector  string
          2 requirements [FieldSelectorRequirement]

        type LabelSelectorAttributes
          1 rawSelector  string
          2 requirements [LabelSelectorRequirement]

        type ResourceRule
          1 verbs!        [string] = null
          2 apiGroups     [string]
          3 resources     [string]
          4 resourceNames [string]

        type NonResourceRule
          1 verbs!          [string] = null
          2 nonResourceURLs [string]
        """#
}
