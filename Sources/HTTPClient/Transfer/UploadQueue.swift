// SPDX-License-Identifier: Apache-2.0

/// A streamed body between its producer, who writes pieces, and curl, which takes what fits.
///
/// It holds one piece: the producer may write the next when curl has taken the last byte of it.
struct UploadQueue {
    /// What curl gets.
    enum Portion: Equatable {
        case bytes(ArraySlice<UInt8>)
        case end
        /// There is nothing yet; curl is to be resumed when there is.
        case notYet
        /// The producer wrote less than it had promised.
        case tooShort
    }

    /// What comes of a piece.
    enum Admission: Equatable {
        case accepted
        /// Accepted, and curl, which was told to wait, is to be resumed.
        case awaited
        /// The producer writes more than it had promised.
        case tooLong
    }

    private let length: Int?
    private var piece: ArraySlice<UInt8> = []
    private var accepted = 0
    private var isComplete = false
    /// Whether curl was told to wait and has not been resumed.
    private(set) var isCurlWaiting = false
    /// Whether curl has taken any bytes, so that it cannot start over.
    private(set) var hasStarted = false

    init(length: Int?) {
        self.length = length
    }

    /// Whether the producer may write.
    var hasRoom: Bool { piece.isEmpty }

    /// Takes a piece; the producer waits until there is room.
    mutating func append(_ bytes: [UInt8]) -> Admission {
        guard bytes.count <= (length ?? .max) - accepted else { return .tooLong }
        accepted += bytes.count
        piece = bytes[...]
        return wake()
    }

    /// The producer has written everything.
    mutating func complete() -> Admission {
        isComplete = true
        return wake()
    }

    private mutating func wake() -> Admission {
        defer { isCurlWaiting = false }
        return isCurlWaiting ? .awaited : .accepted
    }

    /// At most `count` bytes for curl.
    mutating func next(_ count: Int) -> Portion {
        if !piece.isEmpty {
            hasStarted = true
            let portion = piece.prefix(count)
            piece = piece.dropFirst(count)
            return .bytes(portion)
        }
        guard isComplete else {
            isCurlWaiting = true
            return .notYet
        }
        return length.map { $0 == accepted } ?? true ? .end : .tooShort
    }
}
