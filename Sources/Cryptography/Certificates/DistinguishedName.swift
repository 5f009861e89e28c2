// SPDX-License-Identifier: Apache-2.0

/// Who a certificate speaks of, or who issued it: attributes in the order in which the certificate has them.
package struct DistinguishedName: Hashable, Sendable {
    /// One attribute of a name.
    package struct Attribute: Hashable, Sendable {
        /// The short name of its type, such as `"CN"`, or the dotted object identifier where there is none.
        package let type: String
        /// Its value.
        package let value: String

        package init(type: String, value: String) {
            self.type = type
            self.value = value
        }
    }

    /// The attributes; those of a multi-valued set stand one behind the other.
    package let attributes: [Attribute]

    package init(_ attributes: [Attribute]) {
        self.attributes = attributes
    }

    /// A name as Kubernetes reads it in client certificates: the common name is the user, each organization a group.
    package init(commonName: String, organizations: [String] = []) {
        let organizations = organizations.map { Attribute(type: Self.organization, value: $0) }
        attributes = organizations + [Attribute(type: Self.commonName, value: commonName)]
    }

    /// The common name, `CN`; the last one, as the most specific, where there are several.
    package var commonName: String? {
        attributes.last { $0.type == Self.commonName }?.value
    }

    /// All organizations, `O`.
    package var organizations: [String] {
        attributes.filter { $0.type == Self.organization }.map(\.value)
    }

    private static let commonName = "CN"
    private static let organization = "O"
}

extension DistinguishedName: CustomStringConvertible {
    /// The attributes in their order, for messages: `O=system:masters, CN=admin`.
    ///
    /// Names come from strangers: what would control a terminal is replaced.
    package var description: String {
        let text = attributes.map { "\($0.type)=\($0.value)" }.joined(separator: ", ")
        let printable = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(printable))
    }
}
