// SPDX-License-Identifier: Apache-2.0

extension ResourceID {
    /// What happened.
    package static let events = ResourceID(group: "", plural: "events")
    /// Under which address programs are reached.
    package static let services = ResourceID(group: "", plural: "services")
}
