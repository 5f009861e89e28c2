// SPDX-License-Identifier: Apache-2.0

import KubeClient

/// Reads whatever libFuzzer makes up as a kubeconfig; what is refused must be refused with words.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzKubeconfig(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(KubeConfigurationError) {
        let configuration = try KubeConfiguration.kubeconfig(bytes, name: "config")
        switch configuration.credentials {
        case .none, .token, .password: break
        case .tokenFile, .plugin: preconditionFailure("a configuration from elsewhere reached for this machine")
        }
    } catch {
        precondition(!error.message.isEmpty)
    }
    return 0
}
