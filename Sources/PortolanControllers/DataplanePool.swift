// SPDX-License-Identifier: Apache-2.0

internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// The dataplanes of a fleet that have a label, as indexes find them.
enum DataplanePool {
    /// The index of dataplanes by their pools.
    static var index: ObjectIndex<DataplaneCluster> {
        ObjectIndex("label") { places(of: $0) }
    }

    /// Where a label of a namespace is found.
    static func place(_ label: String, in namespace: String?) -> String { "\(namespace ?? "")/\(label)" }

    /// Where the labels of a dataplane are found.
    static func places(of dataplane: DataplaneCluster) -> [String] {
        dataplane.spec.labels.map { place($0.name, in: dataplane.metadata.namespace) }
    }

    /// The dataplanes of a label.
    static func members(
        _ label: String,
        in namespace: String?,
        _ snapshot: ObjectSnapshot<DataplaneCluster>
    ) -> [DataplaneCluster] {
        Array(snapshot.objects(by: index.name, place(label, in: namespace)))
    }

    /// A share in hundredths, such as `0.50`.
    static func text(ofShare share: Double) -> String {
        let hundredths = Int((share * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
