// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// The annotation in which `kubectl apply` without `--server-side` keeps what was applied last.
///
/// The API server keeps it up to date for `kubectl`, so that people can go back to client-side apply.
enum LastApplied {
    /// The only manager that this is done for.
    static let manager = "kubectl"

    private static let annotation = "kubectl.kubernetes.io/last-applied-configuration"
    /// How many bytes the annotations of an object may have together.
    private static let maximumByteCount = 256 << 10

    static func configuration(of object: JSONValue) -> JSONValue? {
        guard let text = object["metadata"]?["annotations"]?[annotation]?.string, !text.isEmpty else { return nil }
        return try? JSONValue(parsing: text)
    }

    /// Writes an intent into the annotation of an object that has one.
    static func renew(in object: inout JSONValue, from intent: JSONValue) {
        guard var metadata = object["metadata"], var annotations = metadata["annotations"],
            annotations[annotation]?.string?.isEmpty == false
        else { return }
        annotations[annotation] = .string(text(of: intent))
        let byteCount = (annotations.object ?? JSONObject()).reduce(0) {
            $0 + $1.key.utf8.count + ($1.value.string?.utf8.count ?? 0)
        }
        if byteCount > maximumByteCount { annotations[annotation] = nil }
        metadata["annotations"] = annotations
        object["metadata"] = metadata
    }

    private static func text(of intent: JSONValue) -> String {
        var intent = intent
        if var metadata = intent["metadata"], var annotations = metadata["annotations"] {
            annotations[annotation] = nil
            metadata["annotations"] = annotations
            intent["metadata"] = metadata
        }
        return intent.serializedText(.sortedKeys).escapedForHTML + "\n"
    }
}
