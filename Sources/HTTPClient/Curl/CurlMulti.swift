// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import CShims
internal import EventLoop

/// curl's multi handle driven by an event loop: curl says which sockets and which time matter, the loop says when.
///
/// Made and used on the loop's thread; it may be let go anywhere.
// SAFETY: everything but `deinit` runs on the loop's thread (`run` checks it); `deinit` has the only reference.
@safe final class CurlMulti: @unchecked Sendable {
    /// A transfer that curl has ended.
    struct Completion {
        /// ``CurlEasy/address`` of its handle.
        let address: UInt
        let result: CURLcode
    }

    private let loop: EventLoop
    private let handle: Handle
    private let roundEnded: ([Completion]) -> Void
    private var sources: [Int32: SocketSource] = [:]
    private var timer: Timer?

    /// A handle without transfers; `roundEnded` is called each time curl has done some work, outside of curl.
    init?(on loop: EventLoop, _ limits: HTTPClient.Limits, _ roundEnded: @escaping ([Completion]) -> Void) {
        guard Self.isCurlReady, let pointer = unsafe curl_multi_init() else { return nil }
        self.loop = loop
        self.roundEnded = roundEnded
        unsafe handle = Handle(pointer: pointer)
        timer = Timer(on: loop) { [weak self] in self?.run(CURL_SOCKET_TIMEOUT, 0) }
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe cshim_curl_multi_setopt_pointer(pointer, CURLMOPT_SOCKETDATA, context)
        unsafe cshim_curl_multi_setopt_socket(pointer) { _, descriptor, what, context, _ in
            unsafe CurlMulti.from(context)?.watch(descriptor, what)
            return 0
        }
        unsafe cshim_curl_multi_setopt_pointer(pointer, CURLMOPT_TIMERDATA, context)
        unsafe cshim_curl_multi_setopt_timer(pointer) { _, milliseconds, context in
            unsafe CurlMulti.from(context)?.schedule(milliseconds)
            return 0
        }
        set(CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        set(CURLMOPT_MAX_HOST_CONNECTIONS, limits.connectionsPerHost)
        set(CURLMOPT_MAX_TOTAL_CONNECTIONS, limits.connections)
        set(CURLMOPT_MAXCONNECTS, limits.idleConnections)
        set(CURLMOPT_MAX_CONCURRENT_STREAMS, limits.streamsPerConnection)
    }

    deinit {
        // The sources go first, for curl is about to close what they watch.
        sources.removeAll()
        timer = nil
        let handle = handle
        if loop.isCurrent {
            handle.cleanUp()
        } else {
            loop.execute { handle.cleanUp() }
        }
    }

    /// Starts a transfer; curl begins with it in the next turn of the loop.
    func add(_ easy: CurlEasy) -> CURLMcode {
        unsafe curl_multi_add_handle(handle.pointer, easy.pointer)
    }

    /// Ends a transfer wherever it stands; not to be called inside of curl's callbacks.
    func remove(_ easy: CurlEasy) {
        unsafe curl_multi_remove_handle(handle.pointer, easy.pointer)
    }

    /// Lets curl work on a socket, or on what was due by now.
    private func run(_ descriptor: Int32, _ readiness: Int32) {
        precondition(loop.isCurrent, "curl runs on its loop's thread only")
        var running: Int32 = 0
        unsafe curl_multi_socket_action(handle.pointer, descriptor, readiness, &running)
        roundEnded(completions())
    }

    private func completions() -> [Completion] {
        var completions: [Completion] = []
        var waiting: Int32 = 0
        while let message = unsafe curl_multi_info_read(handle.pointer, &waiting) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            let address = unsafe UInt(bitPattern: message.pointee.easy_handle)
            completions.append(Completion(address: address, result: unsafe message.pointee.data.result))
        }
        return completions
    }

    private func watch(_ descriptor: Int32, _ what: Int32) {
        guard what != CURL_POLL_REMOVE else {
            sources[descriptor] = nil
            return
        }
        let source = sources[descriptor] ?? makeSource(descriptor)
        sources[descriptor] = source
        var interest: SocketSource.Readiness = []
        if what & CURL_POLL_IN != 0 { interest.insert(.readable) }
        if what & CURL_POLL_OUT != 0 { interest.insert(.writable) }
        source.interest = interest
    }

    private func makeSource(_ descriptor: Int32) -> SocketSource {
        SocketSource(on: loop, descriptor: descriptor) { [weak self] readiness in
            self?.run(descriptor, readiness == .readable ? CURL_CSELECT_IN : CURL_CSELECT_OUT)
        }
    }

    /// Not run at once for zero milliseconds: curl is on the stack.
    private func schedule(_ milliseconds: Int) {
        if milliseconds < 0 {
            timer?.cancel()
        } else {
            timer?.schedule(after: .milliseconds(milliseconds))
        }
    }

    private func set(_ option: CURLMoption, _ value: Int) {
        unsafe cshim_curl_multi_setopt_long(handle.pointer, option, value)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlMulti? {
        unsafe context.map { unsafe Unmanaged<CurlMulti>.fromOpaque($0).takeUnretainedValue() }
    }

    /// curl's global state, made once and kept.
    private static let isCurlReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}

extension CurlMulti {
    /// The handle on its way to the loop that frees it.
    // SAFETY: only the loop's thread uses the pointer.
    @safe fileprivate struct Handle: @unchecked Sendable {
        let pointer: UnsafeMutableRawPointer

        /// Closes all connections; curl must not call back into an object that is gone.
        func cleanUp() {
            unsafe cshim_curl_multi_setopt_socket(pointer, nil)
            unsafe cshim_curl_multi_setopt_timer(pointer, nil)
            unsafe curl_multi_cleanup(pointer)
        }
    }
}
