// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension PodStrategy {
    var deletion: DeletionTraits { .answeringWithObject }

    /// A pod that runs somewhere gets the time to end; nobody has to wait for one that does not.
    func gracePeriod(of object: JSONObject, granted: Int?) -> Int? {
        let spec = object.object("spec")
        let phase = object.object("status").text("phase")
        guard !spec.text("nodeName").isEmpty, phase != "Failed", phase != "Succeeded" else { return 0 }
        let period = granted ?? spec.int("terminationGracePeriodSeconds") ?? 0
        return period < 0 ? 1 : period
    }
}
