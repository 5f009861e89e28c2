// SPDX-License-Identifier: Apache-2.0

internal import CEvent

/// What an event waits for besides its time.
struct EventFlags: OptionSet {
    let rawValue: Int16

    static let readable = EventFlags(rawValue: Int16(EV_READ | EV_PERSIST))
    static let writable = EventFlags(rawValue: Int16(EV_WRITE | EV_PERSIST))
}

/// A libevent event and the callback it owns; used and freed on the loop's thread.
///
/// libevent holds the callback, not the Swift object that asked for it: that object may be freed on another thread
/// in the moment in which the event fires.
// SAFETY: the two pointers are private and live until `free`, which ``EventSource`` and ``LoopThread`` call once, last.
@safe struct EventHandle {
    private final class Callback {
        let body: (Int16) -> Void

        init(_ body: @escaping (Int16) -> Void) {
            self.body = body
        }
    }

    private let event: OpaquePointer
    private let callback: Unmanaged<Callback>

    init(base: OpaquePointer, descriptor: Int32, flags: EventFlags, _ body: @escaping (Int16) -> Void) {
        unsafe callback = Unmanaged.passRetained(Callback(body))
        let event = unsafe event_new(
            base,
            descriptor,
            flags.rawValue,
            { _, what, context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<Callback>.fromOpaque(context).takeUnretainedValue().body(what)
            },
            callback.toOpaque()
        )
        // The allocation of 120 bytes failed or the arguments contradict themselves: neither has a way on.
        guard let event = unsafe event else { preconditionFailure("event_new failed") }
        unsafe self.event = unsafe event
    }

    func add(timeout: Duration?) {
        let result: Int32
        if let timeout {
            let (seconds, microseconds) = Self.parts(of: timeout)
            result = unsafe cevent_add_after(event, seconds, microseconds)
        } else {
            result = unsafe event_add(event, nil)
        }
        precondition(result == 0, "event_add failed: the descriptor is closed or cannot be waited for")
    }

    func remove() {
        unsafe event_del(event)
    }

    func free() {
        unsafe event_free(event)
        unsafe callback.release()
    }

    /// A wait of at least this long: fractions of a microsecond round up, negative durations are none.
    private static func parts(of duration: Duration) -> (seconds: Int64, microseconds: Int32) {
        let (seconds, attoseconds) = max(duration, .zero).components
        let microseconds = (attoseconds + 999_999_999_999) / 1_000_000_000_000
        // A hundred years is for ever, and keeps libevent's sums from overflowing.
        return (min(seconds, 3_155_760_000) + microseconds / 1_000_000, Int32(microseconds % 1_000_000))
    }
}
