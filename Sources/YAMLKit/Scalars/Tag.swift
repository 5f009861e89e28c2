// SPDX-License-Identifier: Apache-2.0

/// The tags that change what a scalar stands for, as libyaml reports them; every other tag leaves it a string.
enum Tag {
    static let string = "tag:yaml.org,2002:str"
    static let bool = "tag:yaml.org,2002:bool"
    static let integer = "tag:yaml.org,2002:int"
    static let float = "tag:yaml.org,2002:float"
    static let null = "tag:yaml.org,2002:null"
    static let timestamp = "tag:yaml.org,2002:timestamp"
    static let binary = "tag:yaml.org,2002:binary"
    static let merge = "tag:yaml.org,2002:merge"

    /// How a tag is written, for messages.
    static func short(_ tag: String) -> String {
        let prefix = "tag:yaml.org,2002:"
        return tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
    }
}
