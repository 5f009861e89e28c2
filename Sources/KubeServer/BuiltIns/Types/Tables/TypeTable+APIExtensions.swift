// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Custom resource definitions.
    static let apiextensions = #"""
        kind CustomResourceDefinition: A kind of object that users add to the API.
          2 spec!  CustomResourceDefinitionSpec   = {}
          3 status CustomResourceDefinitionStatus = {}

        type CustomResourceDefinitionSpec
          1  group!                string                            = ""
          3  names!                CustomResourceDefinitionNames     = {}
          4  scope!                string                            = ""
          7  versions!             [CustomResourceDefinitionVersion] = null
          9  conversion            CustomResourceConversion?         = {}
          10 preserveUnknownFields bool

        type CustomResourceConversion
          1 strategy! string = None
          2 webhook   WebhookConversion?

        type WebhookConversion
          2 clientConfig              WebhookClientConfig?
          3 conversionReviewVersions! [string] = null

        type WebhookClientConfig
          3 url      string?
          1 service  ServiceReference?
          2 caBundle bytes

        type ServiceReference
          1 namespace! string = ""
          2 name!      string = ""
          3 path       string?
          4 port       int32? = 443

        type CustomResourceDefinitionVersion
          1 name!                    string = ""
          2 served!                  bool   = false
          3 storage!                 bool   = false
          7 deprecated               bool
          8 deprecationWarning       string?
          4 schema                   CustomResourceValidation?
          5 subresources             CustomResourceSubresources?
          6 additionalPrinterColumns [CustomResourceColumnDefinition]
          9 selectableFields         [SelectableField]

        type SelectableField
          1 jsonPath! string = ""

        type CustomResourceColumnDefinition
          1 name!       string = ""
          2 type!       string = ""
          3 format      string
          4 description string
          5 priority    int32
          6 jsonPath!   string = ""

        type CustomResourceDefinitionNames
          1 plural!    string = ""
          2 singular   string
          3 shortNames [string]
          4 kind!      string = ""
          5 listKind   string
          6 categories [string]

        type CustomResourceDefinitionCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastTransitionTime time   = null
          4 reason             string
          5 message            string
          6 observedGeneration int64

        type CustomResourceDefinitionStatus
          1 conditions         [CustomResourceDefinitionCondition] map(type) = null
          2 acceptedNames      CustomResourceDefinitionNames                 = {}
          3 storedVersions     [string]                                      = null
          4 observedGeneration int64

        type CustomResourceValidation
          1 openAPIV3Schema any(JSONSchemaProps)?

        type CustomResourceSubresources
          1 status any(CustomResourceSubresourceStatus)?
          2 scale  CustomResourceSubresourceScale?

        type CustomResourceSubresourceStatus

        type CustomResourceSubresourceScale
          1 specReplicasPath!   string = ""
          2 statusReplicasPath! string = ""
          3 labelSelectorPath   string?
        """#

    /// API services: which groups and versions there are, and who serves them.
    static let apiregistration = #"""
        kind APIService: A version of an API group, and who serves it.
          2 spec   APIServiceSpec   = {}
          3 status APIServiceStatus = {}

        type APIServiceSpec
          1 service               ServiceReference?
          2 group                 string
          3 version               string
          4 insecureSkipTLSVerify bool
          5 caBundle              bytes
          7 groupPriorityMinimum! int32 = 0
          8 versionPriority!      int32 = 0

        type APIServiceStatus
          1 conditions [APIServiceCondition] map(type) merge(type)

        type APIServiceCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastTransitionTime time   = null
          4 reason             string
          5 message            string

        type ServiceReference
          1 namespace string
          2 name      string
          3 port      int32? = 443
        """#
}
