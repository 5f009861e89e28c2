// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Events, in the form in which they are stored: that of the core group.
struct EventStrategy: BuiltInStrategy {
    var printer: RowPrinter { .events }
    var allowsCreateOnUpdate: Bool { true }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let involved = object.object("involvedObject").text("namespace")
        let path = FieldPath.root.child("involvedObject", "namespace")
        let namespace = object.metadata.text("namespace")
        var errors: [FieldError] = []
        if involved.isEmpty {
            if namespace != "default", namespace != "kube-system" {
                errors.append(.invalid(path, .string(involved), "does not match event.namespace"))
            }
        } else if involved != namespace {
            errors.append(.invalid(path, .string(involved), "does not match event.namespace"))
        }
        // Only reporters of the new kind give a time to the microsecond, and they have to tell who they are.
        if object.has("eventTime"), old == nil { errors += inReporter(object) }
        return errors
    }

    private func inReporter(_ object: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        let controller = object.text("reportingComponent")
        let path = FieldPath.root.child("reportingController")
        if controller.isEmpty { errors.append(.required(path)) }
        errors +=
            controller.isEmpty
            ? []
            : ObjectNames.qualifiedNameErrors(controller).map {
                .invalid(path, .string(controller), $0)
            }
        for field in ["reportingInstance", "action", "reason"] where !object.has(field) {
            errors.append(.required(.root.child(field)))
        }
        return errors
    }
}

/// Events as `events.k8s.io` shows them, of which the table prints the stored form.
struct EventViewStrategy: BuiltInStrategy {
    private static let stored = EventStrategy()

    var printer: RowPrinter { .events }
    var allowsCreateOnUpdate: Bool { true }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let core = EventForms.core(object)
        var errors = Self.stored.errors(in: core, replacing: old.map(EventForms.core))
        guard old == nil else { return errors }
        let path = FieldPath.root
        if !core.has("eventTime") { errors.append(.required(path.child("eventTime"))) }
        let type = core.text("type")
        if type != "Normal", type != "Warning" {
            errors.append(.invalid(path.child("type"), "", "has invalid value: \(type)"))
        }
        let isSet: (String) -> Bool = { core.has($0) && core.int($0) != 0 }
        return errors
            + ["firstTimestamp", "lastTimestamp", "count", "source"].filter(isSet).map {
                .invalid(path.child($0), "", "needs to be unset")
            }
    }

    func cells(of object: JSONObject, now: Int64) -> [JSONValue]? {
        Self.stored.cells(of: EventForms.core(object), now: now)
    }
}
