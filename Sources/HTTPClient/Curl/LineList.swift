// SPDX-License-Identifier: Apache-2.0

internal import CCurl

/// Lines in the form in which curl takes lists; curl does not copy them.
// SAFETY: the list is made in the initialiser and freed by `deinit`.
@safe final class LineList {
    let start: UnsafeMutablePointer<curl_slist>?

    /// The lines in their order, or nil when memory is short.
    init?(_ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = unsafe curl_slist_append(list, line) else {
                unsafe curl_slist_free_all(list)
                return nil
            }
            unsafe list = unsafe longer
        }
        unsafe start = unsafe list
    }

    deinit {
        unsafe curl_slist_free_all(start)
    }
}
