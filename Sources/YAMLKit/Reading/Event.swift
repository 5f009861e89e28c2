// SPDX-License-Identifier: Apache-2.0

/// One step of a YAML stream, as libyaml reports it.
struct Event {
    enum Content {
        case documentStart
        case documentEnd
        case streamEnd
        case alias(anchor: String)
        case scalar(Scalar)
        case sequenceStart(anchor: String?)
        case sequenceEnd
        case mappingStart(anchor: String?)
        case mappingEnd
    }

    /// A scalar before it is decided what it stands for.
    struct Scalar {
        let text: String
        let tag: String?
        let anchor: String?
        /// Written without quotes, a block indicator or a tag: what it stands for depends on how it looks.
        let isPlain: Bool

        /// Whether this scalar, as a key, asks for the members of another mapping.
        var isMergeKey: Bool {
            text == "<<" && (isPlain || tag == Tag.merge)
        }
    }

    let content: Content
    let position: YAMLPosition
}
