// SPDX-License-Identifier: Apache-2.0

internal import KubeClient
package import KubeCore

/// Writes in the name of a pass.
///
/// Every write is held back unless this process may act at that very moment. What is written is remembered, so that the
/// object's next pass begins only when the stores have seen it; and what is applied already is not sent again.
package struct PassWriter: Sendable {
    let desk: WriterDesk
    /// The object that the pass looks at; what it is when there is none is nobody's.
    let primary: ResourceType
    let key: ObjectKey
    let owner: ObjectMeta?

    /// The owner reference that makes what is written the object's own, for which it answers.
    package var ownerReference: OwnerReference? { owner.map { OwnerReference(controller: primary, $0) } }

    /// Makes an object.
    ///
    /// Where the server chooses the name and the answer is lost, nobody knows whether there is an object now: the next
    /// pass begins only when the store would show it.
    @discardableResult
    package func create(_ type: ResourceType, _ object: DynamicObject) async throws -> ObjectMeta {
        do {
            let made = try await desk.client.create(
                type,
                namespace: object.key.namespace,
                object,
                WriteOptions(fieldManager: desk.manager),
                as: PartialObject.self
            )
            return remember(made.metadata, type)
        } catch {
            let isNamed = !object.key.name.isEmpty
            if let owner, !isNamed, error.leavesDoubt {
                desk.ownWrites.mayHaveMade(type, in: object.key.namespace, for: owner)
            }
            throw error
        }
    }

    /// Says what the controller wants of an object (server-side apply), and takes from others what it says unless that is
    /// not to be forced; the object is made if there is none.
    ///
    /// An intent is always whole: what it leaves out is removed. Nil comes back when it was in effect already.
    @discardableResult
    package func apply(
        _ type: ResourceType,
        _ intent: DynamicObject,
        subresource: Subresource? = nil,
        manager: String? = nil,
        isForced: Bool = true
    ) async throws -> ObjectMeta? {
        let manager = manager ?? desk.manager
        let target = ApplyCache.Target(
            type.groupVersionKind,
            intent.key,
            manager: manager,
            subresource: subresource?.name ?? ""
        )
        guard !desk.isInEffect(intent, target, type) else { return nil }
        let applied = try await desk.client.apply(
            type,
            intent.key,
            intent,
            subresource: subresource,
            ApplyOptions(fieldManager: manager, isForced: isForced),
            as: PartialObject.self
        )
        desk.applied(intent, target, applied.metadata)
        return remember(applied.metadata, type)
    }

    /// Changes an object, or a part of it.
    @discardableResult
    package func patch(
        _ type: ResourceType,
        _ key: ObjectKey,
        _ patch: Patch,
        subresource: Subresource? = nil
    ) async throws -> ObjectMeta {
        let patched = try await desk.client.patch(
            type,
            key,
            patch,
            subresource: subresource,
            WriteOptions(fieldManager: desk.manager),
            as: PartialObject.self
        )
        return remember(patched.metadata, type)
    }

    /// Deletes an object that was seen, and none that was made with its name since; that it is gone already is fine.
    package func delete(
        _ type: ResourceType,
        _ metadata: ObjectMeta,
        propagation: DeleteOptions.Propagation? = nil
    ) async throws {
        var options = DeleteOptions()
        options.uid = metadata.uid
        options.propagation = propagation
        do throws(APIError) {
            let deletion = try await desk.client.delete(type, metadata.key, options)
            if case .begun(let metadata) = deletion {
                remember(metadata, type)
            } else if let owner {
                desk.ownWrites.deleted(metadata, of: type, for: owner)
            }
        } catch {
            guard error.isNotFound else { throw error }
        }
    }

    @discardableResult
    private func remember(_ written: ObjectMeta, _ type: ResourceType) -> ObjectMeta {
        if let owner { desk.ownWrites.wrote(written, of: type, for: owner) }
        return written
    }
}

extension APIError {
    /// Whether the server may have done what it was asked, or may still do it.
    fileprivate var leavesDoubt: Bool {
        switch code {
        case .transport, .timeout, .cancelled, .undecodable, .tooLarge: true
        case .refused: isServerFailure
        case .invalidRequest, .credentials, .notPermitted: false
        }
    }
}
