// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Why a process ended that was not asked to, or not in the way it was asked to.
package enum ServiceGroupError: Error {
    /// A service failed.
    case failed(service: String, any Error)
    /// A service came to an end by itself.
    case endedEarly(service: String)
    /// Services did not get so far that others could start.
    case startTimedOut(services: [String], after: Duration)
    /// Services did not end in the time that they were given.
    case graceExceeded(services: [String], after: Duration)

    /// What a process should exit with; an orderly end is zero.
    package var exitCode: Int32 { 1 }
}

extension ServiceGroupError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .failed(let service, let error): "\(service): \(error)"
        case .endedEarly(let service): "\(service) ended, although nobody asked it to"
        case .startTimedOut(let services, let time):
            "\(services.joined(separator: ", ")) did not start within \(time.readable)"
        case .graceExceeded(let services, let time):
            "\(services.joined(separator: ", ")) did not end within \(time.readable) and had to be cancelled"
        }
    }
}
