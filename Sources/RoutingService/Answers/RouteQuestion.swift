// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import PortolanRouting

/// An execution of a namespace that looks for a dataplane.
package struct RouteQuestion: Sendable, Hashable {
    /// The fleet that is asked.
    package var namespace: String
    package var request: RoutingRequest

    /// A question to a fleet.
    package init(namespace: String, _ request: RoutingRequest) {
        self.namespace = namespace
        self.request = request
    }
}

/// What one request asks: one question, or several.
package enum RouteQuestions: Sendable, Hashable {
    case one(RouteQuestion)
    case many([RouteQuestion])

    /// How many questions a request may have.
    package static let limit = 1_000

    /// Reads the body of a request: a question, or an object with `requests`.
    ///
    /// A field that there is not is an error: a misspelt one would change the answer.
    package init(parsing bytes: [UInt8]) throws(Problem) {
        do throws(JSONError) {
            self = try Body(parsing: bytes, options: .strict).questions
        } catch {
            throw .invalid("the body: \(error)", field: error.path.isEmpty ? nil : error.path)
        }
        if case .many(let questions) = self, !(1...Self.limit).contains(questions.count) {
            let limit = "one to \(Self.limit) questions fit into a request, not \(questions.count)"
            throw .invalid("the body: requests: \(limit)", field: "requests")
        }
    }

    /// The fleets that are asked, each once.
    package var namespaces: [String] {
        switch self {
        case .one(let question): [question.namespace]
        case .many(let questions): Set(questions.map(\.namespace)).sorted()
        }
    }

    private struct Body: JSONDecodable {
        let questions: RouteQuestions

        init(from reader: inout JSONReader) throws(JSONError) {
            var one = Question()
            var many: [Question]?
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "requests": many = try reader.read([Question].self)
                default: try one.readField(key, from: &reader)
                }
            }
            guard let many else {
                questions = .one(try one.checked(by: reader))
                return
            }
            guard one == Question() else {
                throw reader.invalidValue("requests stands alone: the fields of a question belong into it")
            }
            questions = .many(many.map(\.question))
        }
    }

    /// A question as it is read.
    private struct Question: JSONDecodable, Hashable {
        private(set) var question = RouteQuestion(namespace: "", RoutingRequest(project: ""))

        init() {}

        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                try readField(key, from: &reader)
            }
            question = try checked(by: reader)
        }

        mutating func readField(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError) {
            switch key {
            case "namespace": question.namespace = try Self.readText(from: &reader) ?? ""
            case "project": question.request.project = try Self.readText(from: &reader) ?? ""
            case "domain": question.request.domain = try Self.readText(from: &reader)
            case "workflow": question.request.workflow = try Self.readText(from: &reader)
            case "launchPlan": question.request.launchPlan = try Self.readText(from: &reader)
            case "execution": question.request.execution = try Self.readText(from: &reader)
            case "label": question.request.label = try Self.readText(from: &reader)
            case "dataplane": question.request.dataplane = try Self.readText(from: &reader)
            default: try reader.skipValue(of: key)
            }
        }

        /// The question, if it says enough to be answered.
        func checked(by reader: borrowing JSONReader) throws(JSONError) -> RouteQuestion {
            let request = question.request
            guard !question.namespace.isEmpty else {
                throw Self.missing("namespace", "the fleet that is asked", reader)
            }
            guard !request.project.isEmpty || request.label != nil || request.dataplane != nil else {
                throw Self.missing("project", "it, a label or a dataplane says where the execution goes", reader)
            }
            return question
        }

        private static func missing(_ field: String, _ why: String, _ reader: borrowing JSONReader) -> JSONError {
            let path = reader.invalidValue("").path
            return JSONError(.invalidValue, "is missing: \(why)", path: path.isEmpty ? field : "\(path).\(field)")
        }

        /// The longest text that a field may have, in bytes.
        private static let longestText = 1_024

        private static func readText(from reader: inout JSONReader) throws(JSONError) -> String? {
            guard let text = try reader.read(String?.self), !text.isEmpty else { return nil }
            guard text.utf8.count <= longestText else {
                throw reader.invalidValue("a text has at most \(longestText) bytes")
            }
            return text
        }
    }
}
