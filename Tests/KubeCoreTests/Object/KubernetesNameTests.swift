// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import KubeCore

@Suite("Names that Kubernetes allows")
struct KubernetesNameTests {
    @Test("are small letters, digits, dashes and dots", arguments: ["a", "a-1", "a.b-c", "0"])
    func valid(name: String) {
        #expect(KubernetesName.isValid(name))
    }

    @Test("are nothing else", arguments: ["", "A", "a_b", "-a", "a-", "a..b", "a.-b", "ä", "a b"])
    func invalid(name: String) {
        #expect(!KubernetesName.isValid(name))
    }

    @Test("have at most 253 bytes")
    func length() {
        #expect(KubernetesName.isValid(String(repeating: "a", count: 253)))
        #expect(!KubernetesName.isValid(String(repeating: "a", count: 254)))
        #expect(KubernetesName.resembling(String(repeating: "a_", count: 300)).utf8.count == 253)
    }

    @Test(
        "can be made of any text that has something of one",
        arguments: [
            ("dataplane_1", "dataplane-1"), ("Dp.B", "dp-b"), ("__a__b__", "a-b"), ("größe", "gr-e"), ("___", ""),
            ("a-", "a"), ("core.Sort", "core-sort"),
        ]
    )
    func resembling(text: String, name: String) {
        #expect(KubernetesName.resembling(text) == name)
        #expect(name.isEmpty || KubernetesName.isValid(name))
    }

    @Test("stay apart by a number")
    func unique() {
        var taken: Set = ["a", "a-2"]
        #expect(KubernetesName.unique("a", among: &taken) == "a-3")
        #expect(KubernetesName.unique("b", among: &taken) == "b")
        #expect(taken == ["a", "a-2", "a-3", "b"])
    }
}
