// SPDX-License-Identifier: Apache-2.0

/// An actor that lives on an event loop: all its code runs on the loop's thread.
package protocol LoopBound: Actor {
    /// The loop whose thread runs the actor; set once, in the initialiser.
    nonisolated var loop: EventLoop { get }
}

extension LoopBound {
    /// The loop itself, which the actor keeps alive.
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe loop.asUnownedSerialExecutor()
    }
}
