// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// The Pod Security Standard `restricted`, as far as a pod of one container without probes of its own kind can offend it.
///
/// https://kubernetes.io/docs/concepts/security/pod-security-standards/
struct PodSecurity {
    private static let volumes: Set = [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret",
    ]

    /// What the standard has against a pod.
    static func offences(of spec: JSONValue) -> [String] {
        var offences = ["hostNetwork", "hostPID", "hostIPC"].filter { spec[$0]?.bool == true }
        for volume in spec["volumes"]?.array ?? [] {
            offences += (volume.object ?? [:]).map(\.key).filter { $0 != "name" && !volumes.contains($0) }
        }
        let pod = spec["securityContext"]
        for container in spec["containers"]?.array ?? [] {
            offences += Self.offences(of: container, in: pod)
        }
        return offences
    }

    private static func offences(of container: JSONValue, in pod: JSONValue?) -> [String] {
        let context = container["securityContext"]
        let inherited = { (key: String) in context?[key] ?? pod?[key] }
        let profile = inherited("seccompProfile")?["type"]?.string
        let capabilities = context?["capabilities"]
        let added = (capabilities?["add"]?.array ?? []).filter { $0 != "NET_BIND_SERVICE" }
        let isHeld: [(String, Bool)] = [
            ("privileged", context?["privileged"]?.bool != true),
            ("allowPrivilegeEscalation", context?["allowPrivilegeEscalation"]?.bool == false),
            ("runAsNonRoot", inherited("runAsNonRoot")?.bool == true),
            ("runAsUser", inherited("runAsUser")?.int != 0),
            ("seccompProfile", profile == "RuntimeDefault" || profile == "Localhost"),
            ("capabilities", capabilities?["drop"]?.array?.contains("ALL") == true && added.isEmpty),
            ("hostPort", (container["ports"]?.array ?? []).allSatisfy { $0["hostPort"] == nil }),
        ]
        return isHeld.filter { !$0.1 }.map(\.0)
    }
}
