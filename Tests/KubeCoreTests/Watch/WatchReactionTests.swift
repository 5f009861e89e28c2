// SPDX-License-Identifier: Apache-2.0

import KubeCore
import TestSupport
import Testing

@Suite("What is done about a watch that fails", .tags(.machine))
struct WatchReactionTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let error: APIError
        let watch: WatchReaction
        let streamingList: WatchReaction
        let list: WatchReaction

        init(
            _ name: String,
            _ error: APIError,
            _ watch: WatchReaction,
            _ streaming: WatchReaction,
            _ list: WatchReaction
        ) {
            testDescription = name
            self.error = error
            self.watch = watch
            streamingList = streaming
            self.list = list
        }
    }

    static func own(_ code: APIError.Code) -> APIError { APIError(code, "watch pods", "") }

    static func refusal(_ code: Int, _ reason: String = "", cause: String? = nil) -> APIError {
        var status = APIStatus(code: code, reason: APIReason(reason), message: "")
        if let cause {
            var detail = APIStatus.Cause()
            detail.reason = cause
            status.details.causes = [detail]
        }
        return APIError("watch pods", status)
    }

    static let rows: [Case] = [
        Case("the connection broke", own(.transport), .resume, .resume, .resume),
        Case("silence for too long", own(.timeout), .resume, .resume, .resume),
        Case("no credentials at the moment", own(.credentials), .resume, .resume, .resume),
        Case("429", refusal(429, "TooManyRequests"), .resume, .resume, .resume),
        Case("500", refusal(500, "InternalError"), .resumeForAWhile, .resumeForAWhile, .resumeForAWhile),
        Case("502 of a proxy", refusal(502), .resumeForAWhile, .resumeForAWhile, .resumeForAWhile),
        Case("503", refusal(503, "ServiceUnavailable"), .resumeForAWhile, .resumeForAWhile, .resumeForAWhile),
        Case("504", refusal(504, "Timeout"), .resumeForAWhile, .resumeForAWhile, .resumeForAWhile),
        Case("410 Expired", refusal(410, "Expired"), .relist, .relistAtOnce, .relistAtOnce),
        Case("410 Gone", refusal(410, "Gone"), .relist, .relistAtOnce, .relistAtOnce),
        Case("410 without a reason", refusal(410), .relist, .relistAtOnce, .relistAtOnce),
        Case(
            "a version from the future",
            refusal(504, "Timeout", cause: "ResourceVersionTooLarge"),
            .resumeForAWhile,
            .relistAtOnce,
            .relistAtOnce
        ),
        Case("401, after the credentials were refreshed", refusal(401, "Unauthorized"), .report, .report, .report),
        Case("403", refusal(403, "Forbidden"), .report, .listInstead, .report),
        Case("404", refusal(404, "NotFound"), .report, .report, .report),
        Case("400 for what the server does not know", refusal(400, "BadRequest"), .report, .listInstead, .report),
        Case("422 for what the server does not know", refusal(422, "Invalid"), .report, .listInstead, .report),
        Case("413", refusal(413, "RequestEntityTooLarge"), .report, .listInstead, .report),
        Case("431", refusal(431), .report, .listInstead, .report),
        Case("an event that was not understood", own(.undecodable), .relist, .relist, .relist),
        Case("an event that is too large", own(.tooLarge), .fail, .fail, .fail),
        Case("a request that cannot be", own(.invalidRequest), .report, .report, .report),
        Case("cancelled", own(.cancelled), .stop, .stop, .stop),
    ]

    @Test("each failure, in each phase", arguments: rows)
    func reaction(_ row: Case) {
        #expect(WatchReaction(to: row.error, in: .watch) == row.watch)
        #expect(WatchReaction(to: row.error, in: .streamingList) == row.streamingList)
        #expect(WatchReaction(to: row.error, in: .list) == row.list)
    }
}
