// SPDX-License-Identifier: Apache-2.0

import FileKit
import Glibc
import TestSupport
import Testing

/// One of the transcripts, in a namespace of its own.
struct Session: CustomTestStringConvertible, Sendable {
    private static let folder = ProjectFolder.path(of: "Tests/ClientTests/Transcripts")
    private static let suffix = ".console"

    let name: String

    /// Whether the transcripts are to be written anew, from a server that is a real one.
    static let isRecorded = unsafe Server.foreign != nil && getenv("PORTOLAN_RECORD_TRANSCRIPTS") != nil

    static var all: [Session] {
        get throws {
            try Folder.entries(of: folder).filter { $0.hasSuffix(suffix) }.sorted()
                .map { Session(name: String($0.dropLast(suffix.count))) }
        }
    }

    var file: String { "\(Self.folder)/\(name)\(Self.suffix)" }
    var namespace: String { "clients-\(name)" }
    var testDescription: String { name }

    /// Leaves nothing of what an earlier run left behind, and waits for what every namespace gets.
    var beginning: String {
        """
        kubectl delete pods --all --force --ignore-not-found
        kubectl delete namespace $NS $NS-other --ignore-not-found
        kubectl delete crd boats.\(name).example.com --ignore-not-found
        kubectl create namespace $NS
        kubectl wait --for=create configmap/kube-root-ca.crt serviceaccount/default --timeout=20s
        """
    }

    /// A real server's namespaces are not ours to keep.
    var end: String { "kubectl delete pods --all --force; kubectl delete namespace $NS --wait=false" }

    /// Records an issue, at the line of the transcript, unless a command printed what it should.
    func expect(_ lines: [String], of step: Transcript.Step) {
        guard lines != step.output else { return }
        let difference = lines.difference(from: step.output).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
        let location = SourceLocation(
            fileID: "ClientTests/\(name)\(Self.suffix)",
            filePath: file,
            line: step.line,
            column: 1
        )
        Issue.record(
            "$ \(step.command.joined(separator: "\n> "))\n\(difference.joined(separator: "\n"))",
            sourceLocation: location
        )
    }
}
