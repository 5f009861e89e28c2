// SPDX-License-Identifier: Apache-2.0

/// What a text may cost before reading it is refused: a manifest may come from somebody who means harm.
package struct YAMLLimits: Sendable {
    /// The longest text in bytes.
    package var bytes: Int

    /// How deep sequences and mappings may nest, whether written out or brought in by aliases.
    ///
    /// Kubernetes' objects are less than thirty deep. libyaml looks at each open flow collection again for each token.
    package var depth: Int

    /// How many nodes aliases may add to a text, all in all; a scalar counts one more for every 64 bytes of its text.
    ///
    /// Nine lines of aliases to aliases can stand for a billion nodes. Sharing keeps them cheap here, but whoever
    /// walks the value pays for each one.
    package var aliasedNodes: Int

    /// How many `%TAG` directives a text may have: libyaml compares each of them with all others.
    package var tagDirectives: Int { 100 }

    /// Limits that leave room for the largest bundles of custom resource definitions.
    package init(bytes: Int = 16 << 20, depth: Int = 128, aliasedNodes: Int = 100_000) {
        self.bytes = bytes
        self.depth = depth
        self.aliasedNodes = aliasedNodes
    }
}
