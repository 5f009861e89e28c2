// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream of bytes into lines, wherever the boundaries of its chunks are.
///
/// Lines end in LF or CRLF. What stands behind the last line end when the stream stops is no line: it is the part of
/// an event that was cut off.
package struct LineSplitter: Sendable {
    /// The lines are longer than allowed; the stream cannot go on.
    package struct LineTooLong: Error, Hashable, CustomStringConvertible {
        /// How many bytes a line may have.
        package let limit: Int

        /// A line beyond so many bytes.
        package init(limit: Int) {
            self.limit = limit
        }

        package var description: String { "a line is longer than the limit of \(limit) bytes" }
    }

    private let limit: Int
    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    /// Up to where no line end was found.
    private var searched = 0

    /// A splitter for lines of at most so many bytes.
    ///
    /// An API server stores objects of up to 1.5 MB as etcd holds them, and sends them in a wordier form.
    package init(limit: Int = 32 << 20) {
        self.limit = limit
    }

    /// How many bytes there are behind the last line that was taken.
    package var unfinishedByteCount: Int { buffer.count - start }

    /// Adds what has arrived.
    package mutating func append(_ chunk: [UInt8]) {
        guard start < buffer.count else {
            // All that was there is used up, and the chunk can be kept as it is.
            buffer = chunk
            start = 0
            searched = 0
            return
        }
        if start > 0 {
            buffer.removeFirst(start)
            searched -= start
            start = 0
        }
        buffer.append(contentsOf: chunk)
    }

    /// Takes the next line that is complete and hands it over without its end; nil when more has to arrive first.
    ///
    /// Empty lines are passed over.
    package mutating func nextLine<Result>(_ body: (RawSpan) -> Result) throws(LineTooLong) -> Result? {
        while let end = indexOfLineEnd() {
            let hasReturn = end > start && buffer[end - 1] == UInt8(ascii: "\r")
            let line = start..<(hasReturn ? end - 1 : end)
            start = end + 1
            searched = start
            guard line.count <= limit else { throw LineTooLong(limit: limit) }
            guard !line.isEmpty else { continue }
            return unsafe body(buffer.span.bytes.extracting(line))
        }
        guard unfinishedByteCount <= limit + 1 else { throw LineTooLong(limit: limit) }
        return nil
    }

    private mutating func indexOfLineEnd() -> Int? {
        guard let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
            searched = buffer.count
            return nil
        }
        return end
    }
}
