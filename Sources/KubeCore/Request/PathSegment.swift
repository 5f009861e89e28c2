// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// One segment of a path.
enum PathSegment {
    /// The text as a segment of a path; an error where it would be more than one segment, or none.
    ///
    /// Servers look at the path with its escapes resolved, so escaping `/` or `..` would not help. It is Kubernetes' own
    /// rule for the names of all objects.
    static func encode(_ text: String, _ code: KubeFormatError.Code) throws(KubeFormatError) -> String {
        guard !text.isEmpty else { throw KubeFormatError(code, "it is empty") }
        guard text != ".", text != "..", !text.utf8.contains(UInt8(ascii: "/")), !text.utf8.contains(UInt8(ascii: "%"))
        else {
            throw KubeFormatError(code, "\"\(text)\" may not be \".\" or \"..\" nor contain '/' or '%'")
        }
        return PercentEncoding.encode(text)
    }
}
