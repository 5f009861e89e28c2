// SPDX-License-Identifier: Apache-2.0

/// Finds the frames of a file, which is read in pieces, and tells a torn end from damage.
///
/// A process that dies while it writes leaves a part of the last frame. Such an end is dropped. Where a good frame
/// follows, though, something was written whole and is not what it was: to drop it, or what follows, would lose what
/// somebody was told is safe.
package struct FrameScanner {
    /// What comes next.
    package enum Step: Equatable {
        /// A frame, at an offset, with a body that is good.
        case frame(resourceVersion: UInt64, body: ArraySlice<UInt8>, offset: Int)
        /// More bytes of the file are needed, or the word that there are none.
        case needsBytes
        /// The end of the file.
        case end
        /// The last frame was not written whole: the file ends for good here.
        case torn(offset: Int)
        /// What stands here is not what was written, but a good frame stands behind it.
        case damaged(offset: Int)
    }

    private var buffer: [UInt8] = []
    private var position = 0
    /// Where the buffer begins in the file.
    private var bufferOffset: Int
    private var isComplete = false

    /// A scanner of the bytes from an offset on.
    package init(offset: Int = 0) {
        bufferOffset = offset
    }

    /// The offset behind the last good frame.
    var offset: Int { bufferOffset + position }

    /// Takes the next bytes of the file.
    package mutating func append(_ bytes: [UInt8]) {
        if position > 0 {
            buffer.removeFirst(position)
            bufferOffset += position
            position = 0
        }
        buffer += bytes
    }

    /// Says that there are no more bytes.
    package mutating func finish() {
        isComplete = true
    }

    /// What comes next; after an end, and after what is not an end, it is the same again.
    package mutating func next() -> Step {
        let available = buffer.count - position
        guard available > 0 || !isComplete else { return .end }
        guard available >= Frame.headSize else { return isComplete ? .torn(offset: offset) : .needsBytes }
        guard let head = FrameHead(buffer, at: position) else { return verdict() }
        guard available >= head.size else { return isComplete ? .torn(offset: offset) : .needsBytes }
        let body = buffer[position + Frame.headSize..<position + head.size]
        guard head.checks(body) else { return verdict() }
        defer { position += head.size }
        return .frame(resourceVersion: head.resourceVersion, body: body, offset: offset)
    }

    /// What is wrong here, as far as the rest of the file tells.
    private func verdict() -> Step {
        guard isComplete else { return .needsBytes }
        return hasFrame(behind: position) ? .damaged(offset: offset) : .torn(offset: offset)
    }

    private func hasFrame(behind start: Int) -> Bool {
        let last = buffer.count - Frame.headSize
        guard start < last else { return false }
        return (start + 1..<last).contains { index in
            guard let head = FrameHead(buffer, at: index), index + head.size <= buffer.count else { return false }
            return head.checks(buffer[index + Frame.headSize..<index + head.size])
        }
    }
}
