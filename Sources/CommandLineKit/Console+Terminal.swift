// SPDX-License-Identifier: Apache-2.0

private import Glibc

extension Console {
    /// The console of this process: its standard output and standard error.
    ///
    /// From here on a closed pipe is an error of the write and no longer a signal, because the process also writes to
    /// sockets, and a peer that goes away must not end it.
    package static func ofProcess() -> Console {
        signal(SIGPIPE, SIG_IGN)
        return Console(width: terminalWidth()) { (text) throws(ConsoleError) in
            try write(text, to: STDOUT_FILENO)
        } errors: { (text) throws(ConsoleError) in
            try write(text, to: STDERR_FILENO)
        }
    }

    private static func terminalWidth() -> Int {
        var size = winsize()
        let answer = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    private static func write(_ text: String, to descriptor: Int32) throws(ConsoleError) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            switch (count, errno) {
            case (0..., _): written += count
            case (_, EINTR): continue
            case (_, EPIPE): throw .closed
            case (_, let code): throw .failed(reason: unsafe String(cString: strerror(code)))
            }
        }
    }
}
