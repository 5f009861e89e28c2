// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Questions about who somebody is, and requests for tokens.
    static let authentication = #"""
        kind TokenReview: A question: whose is a token?
          2 spec!  TokenReviewSpec   = {}
          3 status TokenReviewStatus = {}

        kind SelfSubjectReview: A question: who am I?
          2 status SelfSubjectReviewStatus = {}

        kind TokenRequest: A request for a token of a service account.
          2 spec   TokenRequestSpec   = {}
          3 status TokenRequestStatus = {}

        type TokenReviewSpec
          1 token!    string
          2 audiences [string]

        type TokenReviewStatus
          1 authenticated bool
          2 user          UserInfo = {}
          4 audiences     [string]
          3 error         string

        type SelfSubjectReviewStatus
          1 userInfo UserInfo = {}

        type UserInfo
          1 username string
          2 uid      string
          3 groups   [string]
          4 extra    {[string]}

        type TokenRequestSpec
          1 audiences         [string]              = null
          4 expirationSeconds int64?                = null
          3 boundObjectRef    BoundObjectReference? = null

        type TokenRequestStatus
          1 token               string = ""
          2 expirationTimestamp time   = null

        type BoundObjectReference
          1 kind       string
          2 apiVersion string
          3 name       string
          4 uid        string
        """#
}
