// SPDX-License-Identifier: Apache-2.0

extension HTTPClient {
    /// What a client's requests have in common, in the form in which all of them share it.
    struct Settings: Sendable {
        let configuration: Configuration
        let credentials: Credentials

        init(_ configuration: Configuration) {
            self.configuration = configuration
            credentials = Credentials(configuration.tls)
        }
    }
}
