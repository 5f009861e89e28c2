// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import HTTPClient

@Suite("The course of a transfer", .tags(.machine))
struct TransferTests {
    /// Events in their order, and what each brings about.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let delivery: Transfer.Delivery
        let steps: [(Transfer.Event, Transfer.Action)]
        var isOver = true
    }

    private static let reset = HTTPClientError(.reset, request: "GET", reason: "")
    private static let whole = Transfer.Delivery.whole(limit: 10)
    private static let streamed = Transfer.Delivery.streamed(highWaterMark: 10)

    static let cases = [
        Case(
            testDescription: "a whole response is delivered at its end",
            delivery: whole,
            steps: [
                (.headCompleted, .none), (.offered(4), .accept), (.roundEnded, .none), (.offered(6), .accept),
                (.succeeded, .deliverWhole), (.failed(reset), .none),
            ]
        ),
        Case(
            testDescription: "a whole response above the limit is refused, and fails",
            delivery: whole,
            steps: [
                (.headCompleted, .none), (.offered(4), .accept), (.offered(7), .refuse),
                (.failed(reset), .deliverFailure(reset)),
            ]
        ),
        Case(
            testDescription: "a failure before the head",
            delivery: streamed,
            steps: [(.failed(reset), .deliverFailure(reset)), (.succeeded, .none)]
        ),
        Case(testDescription: "an end before the head", delivery: whole, steps: [(.succeeded, .deliverEnd)]),
        Case(
            testDescription: "bytes before the head are refused",
            delivery: streamed,
            steps: [(.offered(1), .refuse), (.failed(reset), .deliverFailure(reset))]
        ),
        Case(
            testDescription: "a reader who waits gets what a round has brought, all of it at once",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.demanded, .none), (.offered(3), .accept), (.offered(3), .accept),
                (.roundEnded, .deliverPiece(resuming: false)), (.roundEnded, .none), (.succeeded, .none),
                (.demanded, .deliverEnd), (.demanded, .deliverEnd),
            ]
        ),
        Case(
            testDescription: "a reader who comes late gets what waits",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.offered(3), .accept), (.roundEnded, .none),
                (.demanded, .deliverPiece(resuming: false)), (.demanded, .none), (.succeeded, .deliverEnd),
            ]
        ),
        Case(
            testDescription: "curl is paused at the mark, and resumed when the reader has taken everything",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.offered(9), .accept), (.offered(9), .accept), (.offered(1), .pause),
                (.roundEnded, .none), (.demanded, .deliverPiece(resuming: true)), (.flushBegan, .none),
                (.offered(1), .accept), (.flushEnded, .none),
            ],
            isOver: false
        ),
        Case(
            testDescription: "curl that was paused in the round that serves a waiting reader is resumed",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.demanded, .none), (.offered(10), .accept), (.offered(1), .pause),
                (.roundEnded, .deliverPiece(resuming: true)),
            ],
            isOver: false
        ),
        Case(
            testDescription: "what curl has kept is taken at once, and then it is paused again",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.offered(10), .accept), (.offered(9), .pause),
                (.demanded, .deliverPiece(resuming: true)), (.flushBegan, .none), (.offered(9), .accept),
                (.offered(9), .accept), (.offered(9), .accept), (.flushEnded, .pause),
                (.demanded, .deliverPiece(resuming: true)),
            ],
            isOver: false
        ),
        Case(
            testDescription: "what came before a failure is delivered before it",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.offered(3), .accept), (.failed(reset), .none),
                (.demanded, .deliverPiece(resuming: false)), (.demanded, .deliverFailure(reset)),
                (.demanded, .deliverEnd),
            ]
        ),
        Case(
            testDescription: "a reader who waits learns of a failure at once, after the bytes of the same round",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.demanded, .none), (.offered(3), .accept),
                (.failed(reset), .deliverPiece(resuming: false)), (.demanded, .deliverFailure(reset)),
            ]
        ),
        Case(
            testDescription: "a transfer that ends while it is paused is not resumed",
            delivery: streamed,
            steps: [
                (.headCompleted, .deliverHead), (.offered(10), .accept), (.offered(1), .pause), (.failed(reset), .none),
                (.demanded, .deliverPiece(resuming: false)), (.demanded, .deliverFailure(reset)),
            ]
        ),
    ]

    @Test("each event brings about what it should", arguments: cases)
    func table(_ row: Case) {
        var transfer = Transfer(row.delivery)
        for (number, (event, action)) in row.steps.enumerated() {
            let actual = transfer.handle(event)
            #expect(actual == action, "step \(number): \(event)")
        }
        #expect(transfer.isOver == row.isOver)
    }

    @Test("the server is expected to send until it is done, but not while it is held up")
    func receiving() {
        var transfer = Transfer(Self.streamed)
        #expect(transfer.isReceiving)
        _ = transfer.handle(.headCompleted)
        _ = transfer.handle(.offered(10))
        #expect(transfer.isReceiving)
        _ = transfer.handle(.offered(1))
        #expect(!transfer.isReceiving)
        _ = transfer.handle(.demanded)
        #expect(transfer.isReceiving)
        _ = transfer.handle(.succeeded)
        #expect(!transfer.isReceiving)
    }
}
