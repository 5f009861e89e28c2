// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Schemas of custom resources, which are read from protobuf and are otherwise documents like any other.
    ///
    /// A schema contains schemas, so that the type of such a field has its name only in protobuf.
    static let jsonSchema = #"""
        type JSONSchemaProps
          1  id                                   string
          2  $schema                              string
          3  $ref                                 string?
          4  description                          string
          5  type                                 string
          6  format                               string
          7  title                                string
          8  default                              any?
          9  maximum                              double?
          10 exclusiveMaximum                     bool
          11 minimum                              double?
          12 exclusiveMinimum                     bool
          13 maxLength                            int64?
          14 minLength                            int64?
          15 pattern                              string
          16 maxItems                             int64?
          17 minItems                             int64?
          18 uniqueItems                          bool
          19 multipleOf                           double?
          20 enum                                 [any]
          21 maxProperties                        int64?
          22 minProperties                        int64?
          23 required                             [string]
          24 items                                any(JSONSchemaPropsOrArray)?
          25 allOf                                [any(JSONSchemaProps)]
          26 oneOf                                [any(JSONSchemaProps)]
          27 anyOf                                [any(JSONSchemaProps)]
          28 not                                  any(JSONSchemaProps)?
          29 properties                           {any(JSONSchemaProps)}
          30 additionalProperties                 any(JSONSchemaPropsOrBool)?
          31 patternProperties                    {any(JSONSchemaProps)}
          32 dependencies                         {any(JSONSchemaPropsOrStringArray)}
          33 additionalItems                      any(JSONSchemaPropsOrBool)?
          34 definitions                          {any(JSONSchemaProps)}
          35 externalDocs                         ExternalDocumentation?
          36 example                              any?
          37 nullable                             bool
          38 x-kubernetes-preserve-unknown-fields bool?
          39 x-kubernetes-embedded-resource       bool
          40 x-kubernetes-int-or-string           bool
          41 x-kubernetes-list-map-keys           [string]
          42 x-kubernetes-list-type               string?
          43 x-kubernetes-map-type                string?
          44 x-kubernetes-validations             [ValidationRule]

        type ExternalDocumentation
          1 description string
          2 url         string

        type ValidationRule
          1 rule!             string = ""
          2 message           string
          3 messageExpression string
          4 reason            string?
          5 fieldPath         string
          6 optionalOldSelf   bool?

        union JSONSchemaPropsOrArray
          1 schema any(JSONSchemaProps)?
          2 list   [any(JSONSchemaProps)]

        union JSONSchemaPropsOrBool
          1 allows bool
          2 schema any(JSONSchemaProps)?

        union JSONSchemaPropsOrStringArray
          1 schema   any(JSONSchemaProps)?
          2 property [string]
        """#
}
