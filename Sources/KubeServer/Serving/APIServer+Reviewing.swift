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
        let (question, context, warnings) = try await creation(BodyType(kind.rawValue, in: "\(kind.group)/v1"), call)
        let answer = try access.reviewer.answer(
            kind,
            question,
            from: call.user,
            in: call.target.namespace,
            at: context.now
        )
        return Answer(.created, json: answer.serialized(), warnings: warnings)
    }

    /// Reads an object that is created and not stored, with the parameters that every write has.
    func creation(
        _ type: BodyType,
        _ call: ResourceCall
    ) async throws(APIFailure) -> (object: JSONObject, context: WriteContext, warnings: [String]) {
        let format = try BodyFormat(contentType: call.contentType)
        let bytes = try await call.body()
        let parameters = try WriteParameters(call.query, .create)
        let body = try ObjectBody(bytes, format, as: type)
        var context = call.context(parameters)
        context.duplicates = body.duplicates
        var reading = ObjectReading(context, as: type)
        let object = try reading.read(body.object)
        return (object, context, reading.warnings)
    }
}
