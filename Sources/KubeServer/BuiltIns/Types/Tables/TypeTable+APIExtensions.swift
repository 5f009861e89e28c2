// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Custom resource definitions.
    static let apiextensions = #"""
        kind CustomResourceDefinition: A kind of object that users add to the API.
          spec!  CustomResourceDefinitionSpec   = {}
          status CustomResourceDefinitionStatus = {}

        type CustomResourceDefinitionSpec
          group!                string                        = ""
          names!                CustomResourceDefinitionNames = {}
          scope!                string                        = ""
          versions!             [CustomResourceDefinitionVersion]
          conversion            CustomResourceConversion      = {}
          preserveUnknownFields bool

        type CustomResourceConversion
          strategy! string = None
          webhook   WebhookConversion

        type WebhookConversion
          clientConfig              WebhookClientConfig
          conversionReviewVersions! [string]

        type WebhookClientConfig
          url      string
          service  ServiceReference
          caBundle bytes

        type ServiceReference
          namespace! string = ""
          name!      string = ""
          path       string
          port       int32  = 443

        type CustomResourceDefinitionVersion
          name!                    string = ""
          served!                  bool   = false
          storage!                 bool   = false
          deprecated               bool
          deprecationWarning       string
          schema                   CustomResourceValidation
          subresources             CustomResourceSubresources
          additionalPrinterColumns [CustomResourceColumnDefinition]
          selectableFields         [SelectableField]

        type SelectableField
          jsonPath! string = ""

        type CustomResourceColumnDefinition
          name!       string = ""
          type!       string = ""
          format      string
          description string
          priority    int32
          jsonPath!   string = ""

        type CustomResourceDefinitionNames
          plural!    string = ""
          singular   string
          shortNames [string]
          kind!      string = ""
          listKind   string
          categories [string]

        type CustomResourceDefinitionCondition
          type!              string = ""
          status!            string = ""
          lastTransitionTime time
          reason             string
          message            string
          observedGeneration int64

        type CustomResourceDefinitionStatus
          conditions         [CustomResourceDefinitionCondition] map(type)
          acceptedNames      CustomResourceDefinitionNames       = {}
          storedVersions     [string]
          observedGeneration int64

        type CustomResourceValidation
          openAPIV3Schema any

        type CustomResourceSubresources
          status any
          scale  CustomResourceSubresourceScale

        type CustomResourceSubresourceScale
          specReplicasPath!   string = ""
          statusReplicasPath! string = ""
          labelSelectorPath   string
        """#

    /// API services: which groups and versions there are, and who serves them.
    static let apiregistration = #"""
        kind APIService: A version of an API group, and who serves it.
          spec   APIServiceSpec   = {}
          status APIServiceStatus = {}

        type APIServiceSpec
          service               ServiceReference
          group                 string
          version               string
          insecureSkipTLSVerify bool
          caBundle              bytes
          groupPriorityMinimum! int32 = 0
          versionPriority!      int32 = 0

        type APIServiceStatus
          conditions [APIServiceCondition] map(type) merge(type)

        type APIServiceCondition
          type!              string = ""
          status!            string = ""
          lastTransitionTime time
          reason             string
          message            string

        type ServiceReference
          namespace string
          name      string
          port      int32 = 443
        """#
}
