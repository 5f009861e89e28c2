// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer

/// Reads whatever libFuzzer makes up as a body in protobuf; the object must be one that JSON can say.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzProtobuf(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let object = try? ProtobufBody.object(in: bytes, expecting: "Pod", in: "v1") else { return 0 }
    var writer = JSONWriter(style: .compact)
    writer.write(object)
    do throws(JSONError) {
        let again = try JSONObject(parsing: writer.finish())
        precondition(again == object, "written and read again, the objects differ")
    } catch {
        preconditionFailure("what was written cannot be read: \(error)")
    }
    return 0
}
