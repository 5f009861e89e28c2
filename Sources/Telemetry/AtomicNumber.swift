// SPDX-License-Identifier: Apache-2.0

// Functions that are inlined may use only what their file imports publicly; nothing here is public.
public import Synchronization

/// A whole number that several threads change at once.
///
/// It can be inlined into other modules, as can the counters and gauges made of it: around a call into another module the
/// caller retains and releases the object, which takes longer than the change and slows down threads that share it.
@usableFromInline
struct AtomicInteger: ~Copyable, Sendable {
    @usableFromInline let storage: Atomic<UInt64>

    init(_ value: UInt64 = 0) {
        storage = Atomic(value)
    }

    @inlinable var value: UInt64 { storage.load(ordering: .relaxed) }

    @inlinable
    func set(_ value: UInt64) {
        storage.store(value, ordering: .relaxed)
    }

    @inlinable
    func add(_ amount: UInt64) {
        storage.wrappingAdd(amount, ordering: .relaxed)
    }
}

/// A number with a fraction that several threads change at once.
@usableFromInline
struct AtomicDouble: ~Copyable, Sendable {
    @usableFromInline let storage: Atomic<Double>

    init(_ value: Double) {
        storage = Atomic(value)
    }

    @inlinable var value: Double { storage.load(ordering: .relaxed) }

    @inlinable
    func set(_ value: Double) {
        storage.store(value, ordering: .relaxed)
    }

    @inlinable
    func add(_ amount: Double) {
        var current = value
        while true {
            let (exchanged, original) = storage.weakCompareExchange(
                expected: current,
                desired: current + amount,
                ordering: .relaxed
            )
            guard !exchanged else { return }
            current = original
        }
    }
}
