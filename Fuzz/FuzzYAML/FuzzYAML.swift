// SPDX-License-Identifier: Apache-2.0

import JSONKit
import YAMLKit

/// Reads whatever libFuzzer makes up; what can be read must read the same after it was written.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzYAML(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    // Few aliases, so that time goes into new inputs and not into long outputs.
    guard let documents = try? YAML.documents(in: bytes, limits: YAMLLimits(aliasedNodes: 1000)) else { return 0 }
    let values = documents.map(\.value)
    for keyOrder in [YAMLKeyOrder.sorted, .written] {
        let text = YAML.serialize(documents: values, keyOrder: keyOrder)
        do throws(YAMLError) {
            let again = try YAML.documents(in: Array(text.utf8)).map(\.value)
            precondition(again == values, "written and read again, the documents differ:\n\(text)")
        } catch {
            preconditionFailure("what was written cannot be read: \(error)\n\(text)")
        }
    }
    return 0
}
