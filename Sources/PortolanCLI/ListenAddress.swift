// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp

extension ListenAddress: CommandLineValue {
    package init?(commandLineWord word: String) {
        self.init(word)
    }

    package var commandLineWord: String { text }
    package static var placeholder: String { "HOST:PORT" }
    package static var expectation: String { "an address such as 127.0.0.1:6443" }
}
