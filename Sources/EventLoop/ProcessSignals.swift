// SPDX-License-Identifier: Apache-2.0

internal import CSystem
internal import Glibc

/// The signals by which people and supervisors tell a process to stop or to look at its files again.
package enum ProcessSignal: Sendable, CaseIterable {
    /// Control-C.
    case interrupt
    /// The orderly end that `kill`, systemd and the kubelet ask for.
    case terminate
    /// By custom: read the configuration again.
    case hangUp

    fileprivate var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        }
    }
}

/// Hears the signals of the process from the moment it is made, in place of dying of them.
///
/// A process has one set of signals: when several of these hear the same one, the last that was made does.
package actor ProcessSignals: LoopBound {
    package nonisolated let loop: EventLoop
    private let pipe: Pipe
    private var source: SocketSource?
    private var heard: [ProcessSignal] = []
    private var listener: (id: UInt64, continuation: CheckedContinuation<ProcessSignal?, Never>)?
    private var lastID: UInt64 = 0

    /// - Throws: ``EventLoopError`` when the system has no descriptor or no thread left.
    package init(hearing signals: [ProcessSignal] = [.interrupt, .terminate]) throws(EventLoopError) {
        loop = try EventLoop(name: "signals")
        pipe = try Pipe()
        for signal in signals {
            let error = csystem_catch_signal(signal.number, pipe.writingEnd)
            guard error == 0 else { throw EventLoopError(.signals, errno: error) }
        }
    }

    /// The next signal, or nil when the task is cancelled; one listener at a time.
    package func next() async -> ProcessSignal? {
        listen()
        lastID += 1
        let id = lastID
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if !heard.isEmpty {
                    continuation.resume(returning: heard.removeFirst())
                } else if Task.isCancelled {
                    continuation.resume(returning: nil)
                } else {
                    listener = (id, continuation)
                }
            }
        } onCancel: {
            loop.execute { self.assumeIsolated { $0.cancel(id) } }
        }
    }

    private func listen() {
        guard source == nil else { return }
        let source = SocketSource(on: loop, descriptor: pipe.readingEnd) { [weak self] _ in
            self?.assumeIsolated { $0.readSignals() }
        }
        source.interest = .readable
        self.source = source
    }

    private func readSignals() {
        var byte: UInt8 = 0
        guard unsafe read(pipe.readingEnd, &byte, 1) == 1,
            let signal = ProcessSignal.allCases.first(where: { $0.number == Int32(byte) })
        else { return }
        guard listener == nil else { return answer(signal) }
        // More of the same kind says nothing new.
        if !heard.contains(signal) { heard.append(signal) }
    }

    /// A cancellation that comes late must not end the wait of the next listener.
    private func cancel(_ id: UInt64) {
        if listener?.id == id { answer(nil) }
    }

    private func answer(_ signal: ProcessSignal?) {
        listener?.continuation.resume(returning: signal)
        listener = nil
    }
}

/// Never closed before the process ends: a signal may come at any time.
private struct Pipe {
    let readingEnd: Int32
    let writingEnd: Int32

    init() throws(EventLoopError) {
        var (reading, writing): (Int32, Int32) = (-1, -1)
        let error = unsafe csystem_pipe(&reading, &writing)
        guard error == 0 else { throw EventLoopError(.signals, errno: error) }
        readingEnd = reading
        writingEnd = writing
    }
}
