// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit

/// Where a server listens, as a word: `127.0.0.1:6443`, `[::1]:0`, or `:6443` for all addresses.
struct ListenAddress: Hashable, CommandLineValue {
    var host: String
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(commandLineWord word: String) {
        guard let colon = word.lastIndex(of: ":"), let port = UInt16(word[word.index(after: colon)...]) else {
            return nil
        }
        var host = String(word[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            return nil
        }
        self.init(host: host.isEmpty ? "0.0.0.0" : host, port: Int(port))
    }

    var commandLineWord: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    static var placeholder: String { "HOST:PORT" }
    static var expectation: String { "an address such as 127.0.0.1:6443" }
}
