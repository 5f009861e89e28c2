// SPDX-License-Identifier: Apache-2.0

internal import CEvent
internal import Glibc
internal import Synchronization

/// The thread behind an ``EventLoop`` and the libevent base it alone touches.
///
/// It is an object of its own because it outlives the loop: the loop's `deinit` asks it to stop, possibly from the
/// thread itself.
// SAFETY: `base` and `batch` are used on the thread only (`isCurrent` is checked where a base is handed out); the
// rest is behind a `Mutex`, atomic or constant.
@safe final class LoopThread: @unchecked Sendable {
    let ending = Ending()

    private let base: OpaquePointer
    private let wakeUp: WakeUp
    private let inbox = Mutex(Inbox<Work>())
    private let identity = Atomic<UInt>(0)

    init(name: String) throws(EventLoopError) {
        wakeUp = try WakeUp()
        // One thread uses the base, so libevent's locks would be paid for nothing.
        guard let configuration = unsafe event_config_new() else { throw EventLoopError(.base, errno: ENOMEM) }
        defer { unsafe event_config_free(configuration) }
        unsafe event_config_set_flag(configuration, Int32(EVENT_BASE_FLAG_NOLOCK.rawValue))
        guard let base = unsafe event_base_new_with_config(configuration) else {
            throw EventLoopError(.base, errno: errno)
        }
        unsafe self.base = unsafe base
        do throws(EventLoopError) {
            try start(name: name)
        } catch {
            unsafe event_base_free(base)
            throw error
        }
    }

    var isCurrent: Bool {
        identity.load(ordering: .relaxed) == UInt(pthread_self())
    }

    func add(_ work: Work) {
        // On the thread itself no wake-up is due: the inbox is read again before the thread next waits.
        let mustWake = inbox.withLock { $0.add(work) } && !isCurrent
        if mustWake { wakeUp.signal() }
    }

    func stop() {
        let mustWake = inbox.withLock { $0.stop() }
        if mustWake { wakeUp.signal() }
    }

    /// The libevent base, for a caller that proves to be on the thread.
    func withBase<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        precondition(isCurrent, "event sources are made on their loop's thread only")
        return unsafe body(base)
    }

    private func start(name: String) throws(EventLoopError) {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<LoopThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context
        )
        guard code == 0 else {
            unsafe Unmanaged<LoopThread>.fromOpaque(context).release()
            throw EventLoopError(.thread, errno: code)
        }
        unsafe pthread_setname_np(thread, String(name.prefix(15)))
        pthread_detach(thread)
    }

    private func run() {
        identity.store(UInt(pthread_self()), ordering: .relaxed)
        blockSignals()
        let wakeUpEvent = unsafe EventHandle(base: base, descriptor: wakeUp.descriptor, flags: .readable) {
            [wakeUp] _ in
            wakeUp.clear()
        }
        wakeUpEvent.add(timeout: nil)
        serve()
        wakeUpEvent.free()
        unsafe event_base_free(base)
        ending.complete()
    }

    private func serve() {
        var batch: [Work] = []
        while true {
            inbox.withLock { $0.take(into: &batch) }
            for work in batch { work.run() }
            // Outside the lock: the last reference to the loop may go with its last work, and that calls `stop`.
            batch.removeAll(keepingCapacity: batch.count <= 1024)
            switch inbox.withLock({ $0.prepareToWait() }) {
            case .never:
                return
            case .none:
                unsafe event_base_loop(base, EVLOOP_ONCE | EVLOOP_NONBLOCK)
            case .untilWoken:
                unsafe event_base_loop(base, EVLOOP_ONCE)
                inbox.withLock { $0.resume() }
            }
        }
    }

    /// Signals are the business of the program's other threads; a broken pipe is an error code here, not a death.
    private func blockSignals() {
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
    }
}
