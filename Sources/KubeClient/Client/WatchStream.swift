// SPDX-License-Identifier: Apache-2.0

internal import HTTPClient
internal import HTTPCore
internal import JSONKit
package import KubeCore

/// The events of a watch, pulled one at a time: what nobody asks for waits at the server.
///
/// The sequence ends when the server ends the watch, which it does now and then; that is no failure. It fails with what
/// the server says in an `ERROR` event, with a line that is not understood, and when the connection breaks or is silent
/// for too long. An event that was cut off by the end is not seen. To let go of the sequence closes the watch.
package struct WatchStream<Item: KubeObject>: AsyncSequence, Sendable {
    /// What the server says.
    package typealias Element = WatchEvent<Item>
    /// Why there are no more events.
    package typealias Failure = APIError

    let body: ResponseBody
    let operation: String
    let server: HTTPURL
    let largestEvent: Int

    /// The iterator, of which there is one.
    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            body: body.makeAsyncIterator(),
            splitter: LineSplitter(limit: largestEvent),
            operation: operation,
            server: server
        )
    }

    /// Pulls the next event.
    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var body: ResponseBody.AsyncIterator
        fileprivate var splitter: LineSplitter
        /// A list of many objects comes as many events, and has few distinct labels.
        private var repetitions = JSONRepetitions()
        fileprivate let operation: String
        fileprivate let server: HTTPURL
        private var isOver = false

        fileprivate init(
            body: ResponseBody.AsyncIterator,
            splitter: LineSplitter,
            operation: String,
            server: HTTPURL
        ) {
            self.body = body
            self.splitter = splitter
            self.operation = operation
            self.server = server
        }

        package mutating func next() async throws(APIError) -> WatchEvent<Item>? {
            try await next(isolation: nil)
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(APIError) -> WatchEvent<Item>? {
            guard !isOver else { return nil }
            do throws(APIError) {
                while true {
                    if let event = try nextBufferedEvent() { return event }
                    guard let chunk = try await nextChunk(isolation: actor) else { break }
                    splitter.append(chunk)
                }
            } catch {
                isOver = true
                throw error
            }
            isOver = true
            guard splitter.unfinishedByteCount == 0 else {
                throw APIError(.transport, operation, "\(server.origin): the watch ended inside an event")
            }
            return nil
        }

        private mutating func nextChunk(isolation actor: isolated (any Actor)?) async throws(APIError) -> [UInt8]? {
            do {
                return try await body.next(isolation: actor)
            } catch {
                throw APIError(error, operation, server)
            }
        }

        private mutating func nextBufferedEvent() throws(APIError) -> WatchEvent<Item>? {
            let parsed: Result<WatchEvent<Item>, JSONError>?
            do {
                parsed = try splitter.nextLine { line in
                    do throws(JSONError) {
                        return .success(try WatchEvent(parsing: line, sharing: &repetitions))
                    } catch {
                        return .failure(error)
                    }
                }
            } catch {
                throw APIError(.tooLarge, operation, "\(error)", cause: error)
            }
            switch parsed {
            case nil: return nil
            case .success(.error(let status)): throw APIError(operation, status)
            case .success(let event): return event
            case .failure(let error):
                throw APIError(.undecodable, operation, "an event was not understood: \(error)", cause: error)
            }
        }
    }
}
