// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Questions about what somebody may do.
    static let authorization = #"""
        kind SubjectAccessReview: A question: may somebody do something?
          spec!  SubjectAccessReviewSpec   = {}
          status SubjectAccessReviewStatus = {}

        kind LocalSubjectAccessReview: A question: may somebody do something in this namespace?
          spec!  SubjectAccessReviewSpec   = {}
          status SubjectAccessReviewStatus = {}

        kind SelfSubjectAccessReview: A question: may I do something?
          spec!  SelfSubjectAccessReviewSpec = {}
          status SubjectAccessReviewStatus   = {}

        kind SelfSubjectRulesReview: A question: what may I do in a namespace?
          spec!  SelfSubjectRulesReviewSpec = {}
          status SubjectRulesReviewStatus   = {}

        type SubjectAccessReviewSpec
          resourceAttributes    ResourceAttributes
          nonResourceAttributes NonResourceAttributes
          user                  string
          groups                [string]
          extra                 {[string]}
          uid                   string

        type SelfSubjectAccessReviewSpec
          resourceAttributes    ResourceAttributes
          nonResourceAttributes NonResourceAttributes

        type SelfSubjectRulesReviewSpec
          namespace string

        type SubjectAccessReviewStatus
          allowed!        bool = false
          denied          bool
          reason          string
          evaluationError string

        type SubjectRulesReviewStatus
          resourceRules!    [ResourceRule]
          nonResourceRules! [NonResourceRule]
          incomplete!       bool = false
          evaluationError   string

        type ResourceAttributes
          namespace     string
          verb          string
          group         string
          version       string
          resource      string
          subresource   string
          name          string
          fieldSelector FieldSelectorAttributes
          labelSelector LabelSelectorAttributes

        type NonResourceAttributes
          path string
          verb string

        type FieldSelectorAttributes
          rawSelector  string
          requirements [FieldSelectorRequirement]

        type LabelSelectorAttributes
          rawSelector  string
          requirements [LabelSelectorRequirement]

        type ResourceRule
          verbs!        [string]
          apiGroups     [string]
          resources     [string]
          resourceNames [string]

        type NonResourceRule
          verbs!          [string]
          nonResourceURLs [string]
        """#
}
