// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import PortolanAPI

extension ExecutionClusterLabel.Status {
    /// The fields that the controller of labels owns, as it applies them; what is left out is another's.
    var own: JSONObject {
        var fields = JSONObject()
        fields["observedGeneration"] = observedGeneration.map { .number(JSONNumber($0)) }
        fields["lastHandledReconcileAt"] = lastHandledReconcileAt.map(JSONValue.string)
        fields["conditions"] = .array(
            conditions.filter { $0.type != ExecutionClusterLabel.ConditionType.synced }.map(\.json)
        )
        fields["dataplanes"] = .array(dataplanes.map(\.json))
        return fields
    }

    /// The fields that the controller owns which tells Flyte.
    static func flyte(_ record: ExecutionClusterLabel.Flyte?, _ synced: Condition?) -> JSONObject {
        var fields = JSONObject()
        fields["flyte"] = record.map(\.json)
        if let synced { fields["conditions"] = .array([synced.json]) }
        return fields
    }
}

extension JSONEncodable {
    /// The value as it is applied.
    var json: JSONValue { (try? JSONValue(encoding: self)) ?? .null }
}
