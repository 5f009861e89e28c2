// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// The part of a request body that has arrived and not been read by the handler.
struct BodyBuffer {
    /// What a reader gets.
    enum Reading {
        case chunk([UInt8])
        case end
        case failed(HTTPServerError)
        /// Nothing yet.
        case wait
    }

    private enum Ending {
        case open
        case complete
        case failed(HTTPServerError)
    }

    private var bytes: [UInt8] = []
    private var ending = Ending.open

    /// Bytes that wait for the reader.
    var count: Int { bytes.count }

    /// Whether the request ended as it should.
    var isComplete: Bool {
        if case .complete = ending { return true }
        return false
    }

    /// Whether a reader need not wait.
    var isReadable: Bool {
        if case .open = ending { return !bytes.isEmpty }
        return true
    }

    mutating func append(_ piece: Span<UInt8>) {
        unsafe piece.withUnsafeBufferPointer { buffer in unsafe bytes.append(contentsOf: buffer) }
    }

    mutating func complete() {
        ending = .complete
    }

    mutating func fail(_ error: HTTPServerError) {
        if !isComplete { ending = .failed(error) }
    }

    /// Takes everything that is here.
    mutating func take() -> Reading {
        if !bytes.isEmpty {
            let chunk = bytes
            bytes = []
            return .chunk(chunk)
        }
        return switch ending {
        case .open: .wait
        case .complete: .end
        case .failed(let error): .failed(error)
        }
    }
}
