// SPDX-License-Identifier: Apache-2.0

internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// What is said of dataplanes in events; the reasons are stable, for those who alert on them.
struct DataplaneNews: Sendable {
    /// Why something is said.
    enum Reason: String, Sendable {
        case registered = "Registered"
        case credentialsMinted = "CredentialsMinted"
        case credentialsNotMinted = "CredentialsNotMinted"
        case bootstrapFallback = "BootstrapFallback"
        case bootstrapTooPowerful = "BootstrapTooPowerful"
        case healthy = "Healthy"
        case unhealthy = "Unhealthy"
        case controlPlaneSuspect = "ControlPlaneSuspect"
        case removed = "Removed"
        case leftBehind = "LeftBehind"
    }

    let events: EventRecorder

    func say(
        _ kind: EventNews.Kind,
        _ reason: Reason,
        _ action: String,
        of dataplane: DataplaneCluster,
        _ note: String
    ) {
        let regarding = ObjectReference(DataplaneCluster.resourceType, dataplane.metadata)
        events.record(EventNews(kind, regarding: regarding, reason: reason.rawValue, action: action, note: note))
    }
}
