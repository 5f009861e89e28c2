// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import CShims

/// One of curl's easy handles and the memory that it refers to; used on its loop's thread.
// SAFETY: the pointers are private but for `pointer`, which only `CurlMulti` uses while this object lives.
@safe final class CurlEasy {
    let pointer: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    /// What the handle refers to without a copy of its own.
    private var keptAlive: [AnyObject] = []
    /// The first option that curl did not take, because memory is short or this libcurl was built without it.
    private(set) var refusal: String?

    /// A handle with no options set, or nil when memory is short.
    init?() {
        guard let pointer = unsafe curl_easy_init() else { return nil }
        unsafe self.pointer = unsafe pointer
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe cshim_curl_easy_setopt_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
    }

    deinit {
        unsafe curl_easy_cleanup(pointer)
        unsafe errorText.deallocate()
    }

    /// The address by which curl's messages name the handle.
    var address: UInt { unsafe UInt(bitPattern: pointer) }

    func set(_ option: CURLoption, _ value: Int) {
        check(unsafe cshim_curl_easy_setopt_long(pointer, option, value), option)
    }

    func set(_ option: CURLoption, _ value: Bool) {
        set(option, value ? 1 : 0)
    }

    func set(_ option: CURLoption, _ value: Duration) {
        set(option, value.wholeMilliseconds)
    }

    func set(size option: CURLoption, _ value: Int) {
        check(unsafe cshim_curl_easy_setopt_offset(pointer, option, curl_off_t(value)), option)
    }

    /// curl copies the text; nil takes it away.
    func set(_ option: CURLoption, _ value: String?) {
        check(unsafe cshim_curl_easy_setopt_text(pointer, option, value), option)
    }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        check(unsafe cshim_curl_easy_setopt_pointer(pointer, option, value), option)
    }

    func set(_ option: CURLoption, _ callback: @escaping curl_write_callback) {
        check(unsafe cshim_curl_easy_setopt_transfer(pointer, option, callback), option)
    }

    func set(seeking callback: @escaping curl_seek_callback) {
        check(unsafe cshim_curl_easy_setopt_seek(pointer, callback), CURLOPT_SEEKFUNCTION)
    }

    func set(beforeSending callback: @escaping curl_prereq_callback) {
        check(unsafe cshim_curl_easy_setopt_prerequest(pointer, callback), CURLOPT_PREREQFUNCTION)
    }

    func set(openingSocket callback: @escaping curl_opensocket_callback) {
        check(unsafe cshim_curl_easy_setopt_open_socket(pointer, callback), CURLOPT_OPENSOCKETFUNCTION)
    }

    func set(beginningTLS callback: @escaping curl_ssl_ctx_callback) {
        check(unsafe cshim_curl_easy_setopt_ssl_context(pointer, callback), CURLOPT_SSL_CTX_FUNCTION)
    }

    func set(_ option: CURLoption, _ blob: Blob) {
        keptAlive.append(blob)
        check(unsafe cshim_curl_easy_setopt_blob(pointer, option, blob.start, blob.count), option)
    }

    func set(_ option: CURLoption, lines: [String]) {
        guard let list = LineList(lines) else { return check(CURLE_OUT_OF_MEMORY, option) }
        keptAlive.append(list)
        check(unsafe cshim_curl_easy_setopt_list(pointer, option, list.start), option)
    }

    /// Sends these bytes, of which curl makes a copy.
    func set(postedBytes bytes: [UInt8]) {
        set(size: CURLOPT_POSTFIELDSIZE_LARGE, bytes.count)
        unsafe bytes.withUnsafeBytes { buffer in
            // No bytes may be no address, which curl takes for "ask the read callback".
            var nothing: UInt8 = 0
            unsafe withUnsafeMutablePointer(to: &nothing) { nothing in
                let start = unsafe buffer.baseAddress.map { unsafe UnsafeMutableRawPointer(mutating: $0) }
                unsafe set(CURLOPT_COPYPOSTFIELDS, start ?? UnsafeMutableRawPointer(nothing))
            }
        }
    }

    func integer(_ info: CURLINFO) -> Int {
        var value = 0
        unsafe cshim_curl_easy_getinfo_long(pointer, info, &value)
        return value
    }

    func count(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        unsafe cshim_curl_easy_getinfo_offset(pointer, info, &value)
        return Int(value)
    }

    /// One of curl's times, which count from the start of the transfer.
    func time(_ info: CURLINFO) -> Duration {
        .microseconds(count(info))
    }

    /// What curl said of the failure, or an empty text.
    var failureText: String {
        unsafe String(cString: errorText)
    }

    /// Pauses and resumes; resuming may call the write callback before it returns.
    func pause(receiving: Bool, sending: Bool) -> CURLcode {
        let mask = (receiving ? CURLPAUSE_RECV : 0) | (sending ? CURLPAUSE_SEND : 0)
        return unsafe curl_easy_pause(pointer, mask)
    }

    private func check(_ result: CURLcode, _ option: CURLoption) {
        guard result != CURLE_OK, refusal == nil else { return }
        refusal = "curl refuses option \(option.rawValue): \(result.text)"
    }
}

extension CURLcode {
    /// What the code stands for.
    var text: String {
        unsafe curl_easy_strerror(self).map { unsafe String(cString: $0) } ?? "curl error \(rawValue)"
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, as many as curl takes; zero means "no limit" to curl and is never the result.
    var wholeMilliseconds: Int {
        let longest = Duration.milliseconds(Int(Int32.max))
        let (seconds, attoseconds) = Swift.min(Swift.max(self, .milliseconds(1)), longest).components
        return Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
