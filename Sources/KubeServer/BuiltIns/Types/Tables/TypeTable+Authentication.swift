// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Questions about who somebody is, and requests for tokens.
    static let authentication = #"""
        kind TokenReview: A question: whose is a token?
          spec!  TokenReviewSpec   = {}
          status TokenReviewStatus = {}

        kind SelfSubjectReview: A question: who am I?
          status SelfSubjectReviewStatus = {}

        kind TokenRequest: A request for a token of a service account.
          spec   TokenRequestSpec   = {}
          status TokenRequestStatus = {}

        type TokenReviewSpec
          token!    string
          audiences [string]

        type TokenReviewStatus
          authenticated bool
          user          UserInfo = {}
          audiences     [string]
          error         string

        type SelfSubjectReviewStatus
          userInfo UserInfo = {}

        type UserInfo
          username string
          uid      string
          groups   [string]
          extra    {[string]}

        type TokenRequestSpec
          audiences         [string]
          expirationSeconds int64
          boundObjectRef    BoundObjectReference

        type TokenRequestStatus
          token               string = ""
          expirationTimestamp time

        type BoundObjectReference
          kind       string
          apiVersion string
          name       string
          uid        string
        """#
}
