// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit

extension APIServer {
    /// Answers what is asked by creating an object that is not kept.
    func review(_ kind: ReviewKind, _ verb: Verb, _ call: ResourceCall) async throws(APIFailure) -> Answer {
        guard let access, call.target.name.isEmpty else { throw APIFailure.unknownPath }
        guard verb == .create else { throw APIFailure.methodNotAllowed }
        guard call.target.namespace.isEmpty != kind.isNamespaced else { throw APIFailure.unknownPath }
        guard call.form.shape == .objects else { throw APIFailure.notAcceptable(AnswerEncoding.accepted) }
        let creation = try await creation(of: BodyType(kind.rawValue, in: "\(kind.group)/v1"), call)
        let answer = try access.reviewer.answer(
            kind,
            creation.object,
            from: call.user,
            in: call.target.namespace,
            at: call.now
        )
        return Answer(.created, json: answer.serialized(), warnings: creation.warnings)
    }

    /// An object that is created and not stored.
    struct Creation {
        let object: JSONObject
        /// Whether nothing is to come of it.
        let isDryRun: Bool
        /// What the client is to be told of the object.
        let warnings: [String]
    }

    /// Reads an object that is created and not stored, with the parameters that every write has.
    func creation(of type: BodyType, _ call: ResourceCall) async throws(APIFailure) -> Creation {
        let format = try BodyFormat(contentType: call.contentType)
        let bytes = try await call.body()
        let parameters = try WriteParameters(call.query, .create)
        let body = try ObjectBody(bytes, format, as: type)
        var context = call.context(parameters)
        context.duplicates = body.duplicates
        var reading = ObjectReading(context, as: type)
        let object = try reading.read(body.object)
        let namespace = object.metadata.text("namespace")
        guard call.target.namespace.isEmpty || namespace.isEmpty || namespace == call.target.namespace else {
            throw APIFailure.otherNamespace
        }
        return Creation(object: object, isDryRun: parameters.isDryRun, warnings: reading.warnings)
    }
}
