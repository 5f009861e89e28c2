// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// What the API server fills into the specification of a pod and that depends on other fields.
enum PodDefaults {
    /// The members of lists of containers.
    static let containerLists = ["containers", "initContainers", "ephemeralContainers"]

    /// Fills in what all specifications of pods get, those of templates too.
    static func fill(_ spec: inout JSONObject) {
        spec.changeEach("volumes", fillVolume)
        for list in containerLists { spec.changeEach(list, fillContainer) }
        // The old name of the field is kept equal to the new one.
        if spec.has("serviceAccountName") {
            spec["serviceAccount"] = spec["serviceAccountName"]
        } else if spec.has("serviceAccount") {
            spec["serviceAccountName"] = spec["serviceAccount"]
        }
        spec.normalizeQuantities(in: "overhead")
    }

    /// Fills in the template of an object.
    static func fillTemplate(of object: inout JSONObject) {
        object.change("spec") { $0.change("template") { $0.change("spec", fill) } }
    }

    private static func fillVolume(_ volume: inout JSONObject) {
        let hasSource = volume.contains { $0.key != "name" && !$0.value.isNull }
        if !hasSource { volume["emptyDir"] = .object(JSONObject()) }
        volume.change("emptyDir") { $0.normalizeQuantity("sizeLimit") }
    }

    private static func fillContainer(_ container: inout JSONObject) {
        let image = ImageReference(container.text("image"))
        container.replaceEmpty("imagePullPolicy", .string(image.pullPolicy))
        container.change("resources") { resources in
            resources.normalizeQuantities(in: "limits")
            resources.normalizeQuantities(in: "requests")
        }
        container.changeEach("env") { variable in
            variable.change("valueFrom") { source in
                source.change("resourceFieldRef") { reference in
                    reference.setDefault("divisor", "0")
                    reference.normalizeQuantity("divisor")
                }
            }
        }
    }
}
