// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension JSONWorkload {
    /// The list of 10,000 objects, read and written in every way.
    static let workloads = [decode, skip, parse, serialize]

    private static let makeInput: @Sendable () -> [UInt8] = { makeList(count: 10_000) }

    private static func peer(_ mode: String) -> Workload.Peer {
        Workload.Peer(name: "encoding/json", folder: "json", arguments: [mode])
    }

    private static var decode: Workload {
        var workload = Workload("json/decode", "read a list of 10,000 objects into typed structs") { list in
            { keep(try decodeTyped(list)) }
        }
        workload.makeInput = makeInput
        workload.peer = peer("decode")
        workload.goal = .advantage(3)
        return workload
    }

    private static var skip: Workload {
        var workload = Workload("json/skip", "check the list and keep nothing of it") { list in
            { try skipAll(list) }
        }
        workload.makeInput = makeInput
        workload.peer = peer("check")
        return workload
    }

    private static var parse: Workload {
        var workload = Workload("json/tree", "read the list into a tree") { list in
            { keep(try parseTree(list)) }
        }
        workload.makeInput = makeInput
        workload.peer = peer("tree")
        return workload
    }

    private static var serialize: Workload {
        var workload = Workload("json/write", "write the tree on one line") { list in
            let tree = try parseTree(list)
            return { keep(write(tree)) }
        }
        workload.makeInput = makeInput
        workload.peer = peer("write")
        return workload
    }
}
