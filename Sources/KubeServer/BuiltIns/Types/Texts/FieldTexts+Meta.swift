// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// What all kinds have.
    static let meta = #"""
        ObjectMeta
          name                       What the object is called: unique among its kind in its namespace, and never changed.
          generateName               The beginning of a name whose end the server makes up, if no name is given.
          namespace                  The namespace that the object is in; empty for objects of the cluster. Never changed.
          selfLink                   Without use; servers leave it empty.
          uid                        What tells the object from all others that ever had its name; made by the server.
          resourceVersion            The state of the object; a change that names an old one is a conflict. Opaque.
          generation                 Counts the changes of what is wanted, and not those of the status.
          creationTimestamp          When the object was created; set by the server.
          deletionTimestamp          When the object was asked to go; it is gone when no finalizer is left.
          deletionGracePeriodSeconds How many seconds the object has to end its work; set with deletionTimestamp.
          labels                     Short words by which objects are selected.
          annotations                Texts for programs and people, by which nothing is selected.
          ownerReferences            The objects that this one belongs to; it is deleted when the last of them is gone.
          finalizers                 Who has to clean up before the object may be gone; each takes its own name away.
          managedFields              Which manager owns which fields, as server-side apply keeps it.
        OwnerReference
          apiVersion         The group and version of the owner.
          kind               The kind of the owner.
          name               The name of the owner, which is in the same namespace or in none.
          uid                The uid of the owner, by which it is told from a later one of the same name.
          controller         Whether the owner is the one that controls the object; there is at most one.
          blockOwnerDeletion Whether an owner that is deleted in the foreground waits until this object is gone.
        ManagedFieldsEntry
          manager     Who wrote the fields.
          operation   How they were written: Apply or Update.
          apiVersion  The version of the object in which the fields are named.
          time        When the manager last changed what it owns.
          fieldsType  How fieldsV1 is written; there is only FieldsV1.
          fieldsV1    The fields, as a tree of names.
          subresource The part of the object through which they were written, such as status.
        LabelSelector
          matchLabels      Labels that all have to be there with these values.
          matchExpressions Requirements that all have to hold, besides matchLabels.
        LabelSelectorRequirement, FieldSelectorRequirement
          key      What the requirement is about.
          operator In, NotIn, Exists or DoesNotExist.
          values   The values for In and NotIn; none for the others.
        Condition
          type               What the condition is about.
          status             True, False or Unknown.
          observedGeneration The generation of the object that was looked at.
          lastTransitionTime When the status last changed.
          reason             Why, in one word for programs.
          message            Why, in a sentence for people.
        DeleteOptions
          gracePeriodSeconds How many seconds the object has to end its work; 0 is at once.
          preconditions      What has to be true of the object, or nothing is deleted.
          orphanDependents   Whether objects that this one owns stay; propagationPolicy is its successor.
          propagationPolicy  What becomes of objects that this one owns: Orphan, Background or Foreground.
          dryRun             With All, nothing is really deleted.
          ignoreStoreReadErrorWithClusterBreakingPotential Whether to delete an object that cannot be read.
        Preconditions
          uid             The uid that the object has to have.
          resourceVersion The resource version that the object has to have.
        ListMeta
          continue           The token with which the next part of the list is read; empty at the end.
          remainingItemCount How many objects are still to come, if it is known.
          resourceVersion    The state of the collection, from which a watch can go on.
          selfLink           Without use; servers leave it empty.
        Status
          status  Success or Failure.
          message What happened, for people.
          reason  What happened, in one word for programs.
          details What it happened to.
          code    The status code of HTTP.
        StatusDetails
          name              The name of the object.
          group             The group of its resource.
          kind              The resource or the kind.
          uid               The uid of the object.
          causes            What is wrong, one by one.
          retryAfterSeconds After how many seconds another attempt makes sense.
        StatusCause
          reason  What is wrong, in one word for programs.
          message What is wrong, for people.
          field   The path of the field that it is about.
        """#
}
