// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import Testing

extension Conformance {
    @Suite("Watches", .timeLimit(.minutes(2)))
    struct WatchTests {
        typealias Secrets = WatchStream<PartialObject>

        private static func watch(
            _ sandbox: Sandbox,
            _ start: WatchOptions.Start,
            labels: String = "",
            fields: String = "",
            timeout: Duration = .seconds(30)
        ) async throws -> Secrets.AsyncIterator {
            var options = WatchOptions(start)
            options.labelSelector = try LabelSelector(query: labels)
            options.fieldSelector = try FieldSelector(query: fields)
            options.timeout = timeout
            let stream = try await sandbox.client.watch(
                CoreV1.Secret.resourceType,
                namespace: sandbox.namespace,
                options,
                as: PartialObject.self
            )
            return stream.makeAsyncIterator()
        }

        private static func make(_ sandbox: Sandbox, _ name: String, _ labels: JSONValue = [:]) async throws -> Answer {
            try await sandbox.make(.post("secrets", ["metadata": ["name": .string(name), "labels": labels]]))
        }

        /// `ADDED a@17`: what happened to which object, and its version.
        private static func text(_ event: WatchEvent<PartialObject>?) -> String {
            switch event {
            case .added(let item): "ADDED \(item.metadata.name)@\(item.metadata.resourceVersion?.text ?? "")"
            case .modified(let item): "MODIFIED \(item.metadata.name)@\(item.metadata.resourceVersion?.text ?? "")"
            case .deleted(let item): "DELETED \(item.metadata.name)@\(item.metadata.resourceVersion?.text ?? "")"
            case .bookmark(let bookmark): bookmark.endsInitialEvents ? "END" : "BOOKMARK"
            case .error(let status): "ERROR \(status.code)"
            case .foreign(let type, let kind): "\(type) of kind \(kind)"
            case nil: "end"
            }
        }

        @Test("changes come in order, each with its version")
        func changes() async throws {
            try await Sandbox.run { sandbox in
                let before = try await sandbox.send(.get("secrets"))
                var events = try await Self.watch(sandbox, .after(ResourceVersion(before.version ?? "")))
                let made = try await Self.make(sandbox, "a")
                let changed = try await sandbox.make(.merge("secrets/a", ["metadata": ["labels": ["x": "y"]]]))
                try await sandbox.make(.delete("secrets/a"))
                #expect(Self.text(try await events.next()) == "ADDED a@\(made.version ?? "")")
                #expect(Self.text(try await events.next()) == "MODIFIED a@\(changed.version ?? "")")
                guard case .deleted(let last) = try await events.next() else {
                    Issue.record("no deletion")
                    return
                }
                let version = try #require(last.metadata.resourceVersion)
                #expect(ResourceVersion(changed.version ?? "").isOlder(than: version) == true)
                #expect(last.metadata.labels == ["x": "y"])
            }
        }

        @Test("a watch goes on from any version that it has seen")
        func resuming() async throws {
            try await Sandbox.run { sandbox in
                let first = try await Self.make(sandbox, "a")
                let second = try await Self.make(sandbox, "b")
                let third = try await sandbox.make(.merge("secrets/a", ["metadata": ["labels": ["x": "y"]]]))
                var events = try await Self.watch(sandbox, .after(ResourceVersion(first.version ?? "")))
                #expect(Self.text(try await events.next()) == "ADDED b@\(second.version ?? "")")
                #expect(Self.text(try await events.next()) == "MODIFIED a@\(third.version ?? "")")
            }
        }

        @Test("84: what begins to match is added, and what stops to match is deleted, by labels")
        func labels() async throws {
            try await Sandbox.run { sandbox in
                let before = try await sandbox.send(.get("secrets"))
                let start = WatchOptions.Start.after(ResourceVersion(before.version ?? ""))
                var events = try await Self.watch(sandbox, start, labels: "x=1")
                _ = try await Self.make(sandbox, "a", ["x": "0"])
                let begins = try await sandbox.make(.merge("secrets/a", ["metadata": ["labels": ["x": "1"]]]))
                let stays = try await sandbox.make(.merge("secrets/a", ["metadata": ["labels": ["y": "1"]]]))
                let stops = try await sandbox.make(.merge("secrets/a", ["metadata": ["labels": ["x": "2"]]]))
                try await sandbox.make(.merge("secrets/a", ["metadata": ["labels": ["x": "3"]]]))
                try await sandbox.make(.delete("secrets/a"))
                let other = try await Self.make(sandbox, "b", ["x": "1"])
                #expect(Self.text(try await events.next()) == "ADDED a@\(begins.version ?? "")")
                #expect(Self.text(try await events.next()) == "MODIFIED a@\(stays.version ?? "")")
                // The object is as it was when it matched last, with the version of the write that made it stop.
                guard case .deleted(let last) = try await events.next() else {
                    Issue.record("no deletion")
                    return
                }
                #expect(last.metadata.resourceVersion?.text == stops.version)
                #expect(last.metadata.labels == ["x": "1", "y": "1"])
                #expect(Self.text(try await events.next()) == "ADDED b@\(other.version ?? "")")
            }
        }

        @Test("a watch of one object hears of no other")
        func names() async throws {
            try await Sandbox.run { sandbox in
                let before = try await sandbox.send(.get("secrets"))
                let start = WatchOptions.Start.after(ResourceVersion(before.version ?? ""))
                var events = try await Self.watch(sandbox, start, fields: "metadata.name=b")
                _ = try await Self.make(sandbox, "a")
                let made = try await Self.make(sandbox, "b")
                #expect(Self.text(try await events.next()) == "ADDED b@\(made.version ?? "")")
            }
        }

        @Test("a list in the form of a watch ends with a bookmark and goes on with changes")
        func streamingList() async throws {
            try await Sandbox.run { sandbox in
                let first = try await Self.make(sandbox, "a")
                let second = try await Self.make(sandbox, "b")
                var events = try await Self.watch(sandbox, .streamingList(notOlderThan: nil))
                var initial: [String] = []
                while let event = try await events.next(), Self.text(event) != "END" {
                    initial.append(Self.text(event))
                }
                #expect(initial.sorted() == ["ADDED a@\(first.version ?? "")", "ADDED b@\(second.version ?? "")"])
                try await sandbox.make(.delete("secrets/a"))
                // Bookmarks may come at any time.
                var gone: ObjectMeta?
                while gone == nil, let event = try await events.next() {
                    if case .deleted(let item) = event { gone = item.metadata }
                }
                #expect(gone?.name == "a")
            }
        }

        @Test("the server ends a watch when its time is over")
        func timeouts() async throws {
            try await Sandbox.run { sandbox in
                _ = try await Self.make(sandbox, "a")
                let start = ContinuousClock.now
                var events = try await Self.watch(sandbox, .mostRecent, timeout: .seconds(1))
                var texts: [String] = []
                while let event = try await events.next() { texts.append(Self.text(event)) }
                #expect(texts.first?.hasPrefix("ADDED a@") == true)
                #expect(ContinuousClock.now - start >= .milliseconds(900))
            }
        }

        @Test("an object that waits for its finalizers is changed, and deleted when it goes")
        func finalizers() async throws {
            try await Sandbox.run { sandbox in
                let finalizers: JSONValue = ["metadata": ["name": "a", "finalizers": ["example.com/a"]]]
                let made = try await sandbox.make(.post("secrets", finalizers))
                var events = try await Self.watch(sandbox, .after(ResourceVersion(made.version ?? "")))
                let going = try await sandbox.make(.delete("secrets/a"))
                try await sandbox.make(.merge("secrets/a", ["metadata": ["finalizers": nil]]))
                #expect(Self.text(try await events.next()) == "MODIFIED a@\(going.version ?? "")")
                guard case .deleted(let last) = try await events.next() else {
                    Issue.record("no deletion")
                    return
                }
                #expect(last.metadata.isBeingDeleted)
            }
        }

        @Test("the old path for watches is a watch")
        func oldPath() async throws {
            try await Sandbox.run { sandbox in
                _ = try await Self.make(sandbox, "a")
                let events = try await sandbox.events("/api/v1/watch/namespaces/{ns}/secrets?timeoutSeconds=1")
                #expect(events.map { "\($0.type) \($0.name)" } == ["ADDED a"])
                let one = try await sandbox.events("/api/v1/watch/namespaces/{ns}/secrets/a?timeoutSeconds=1")
                #expect(one.map { "\($0.type) \($0.name)" } == ["ADDED a"])
            }
        }
    }
}
