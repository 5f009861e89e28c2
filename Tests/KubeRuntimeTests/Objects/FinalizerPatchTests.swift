// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("70: patches of finalizers")
struct FinalizerPatchTests {
    private let finalizer = FinalizerPatch("portolan.dev/cloud")

    private func metadata(_ finalizers: String..., version: String = "7") -> ObjectMeta {
        var metadata = ObjectMeta(name: "a", uid: "1", resourceVersion: ResourceVersion(version))
        metadata.finalizers = finalizers
        return metadata
    }

    private func object(_ finalizers: [String]?, version: String = "7") -> JSONValue {
        var metadata: JSONObject = ["uid": "1", "resourceVersion": .string(version)]
        metadata["finalizers"] = finalizers.map { .array($0.map(JSONValue.string)) }
        return ["metadata": .object(metadata)]
    }

    private func apply(_ patch: Patch?, to object: JSONValue) throws -> [String]? {
        guard case .json(let patch)? = patch else { return nil }
        let patched = try patch.applied(to: object)
        return patched["metadata"]?["finalizers"]?.array?.compactMap(\.string) ?? []
    }

    @Test("a finalizer is added to none and to others")
    func adds() throws {
        #expect(try apply(finalizer.adding(to: metadata()), to: object(nil)) == ["portolan.dev/cloud"])
        let patch = finalizer.adding(to: metadata("other"))
        #expect(try apply(patch, to: object(["other"])) == ["other", "portolan.dev/cloud"])
    }

    @Test("there is nothing to add where it is, or where the object was asked to go")
    func addsNothing() {
        #expect(finalizer.adding(to: metadata("portolan.dev/cloud")) == nil)
        var leaving = metadata()
        leaving.deletionTimestamp = Timestamp(secondsSinceEpoch: 0)
        #expect(finalizer.adding(to: leaving) == nil)
    }

    @Test("a finalizer is removed where it stands, and nothing where it is not")
    func removes() throws {
        let patch = finalizer.removing(from: metadata("x", "portolan.dev/cloud", "y"))
        #expect(try apply(patch, to: object(["x", "portolan.dev/cloud", "y"])) == ["x", "y"])
        #expect(finalizer.removing(from: metadata("x")) == nil)
    }

    @Test("whatever somebody else did meanwhile makes the patch fail, and loses nobody's finalizer")
    func conflicts() {
        let toNone = finalizer.adding(to: metadata())
        #expect(throws: JSONError.self) { try apply(toNone, to: object(["other"], version: "8")) }
        let toOthers = finalizer.adding(to: metadata("x"))
        #expect(throws: JSONError.self) { try apply(toOthers, to: object(["x", "y"])) }
        let removal = finalizer.removing(from: metadata("x", "portolan.dev/cloud"))
        #expect(throws: JSONError.self) { try apply(removal, to: object(["portolan.dev/cloud", "y"])) }
        var another = metadata("portolan.dev/cloud")
        another.uid = "2"
        #expect(throws: JSONError.self) {
            try apply(finalizer.removing(from: another), to: object(["portolan.dev/cloud"]))
        }
    }
}
