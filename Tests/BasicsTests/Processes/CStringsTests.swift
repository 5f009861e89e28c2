// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite("Texts for C")
struct CStringsTests {
    @Test("are a list that ends with a null", arguments: [[], ["a"], ["portolan", "", "über"]])
    func list(_ texts: [String]) {
        let read = unsafe texts.withCStrings { pointers in
            var read: [String] = []
            while let pointer = unsafe pointers[read.count] { read.append(unsafe String(cString: pointer)) }
            return read
        }
        #expect(read == texts)
    }
}
