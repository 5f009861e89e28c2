// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// Volumes, and claims for them.
    static let volumes = #"""
        Volume
          name                  What containers call the volume when they mount it.
          emptyDir              An empty directory that lives as long as the pod.
          hostPath              A file or directory of the node.
          configMap             The entries of a ConfigMap as files.
          secret                The entries of a Secret as files.
          downwardAPI           Fields of the pod as files.
          projected             Several sources in one directory.
          persistentVolumeClaim A claim in the namespace of the pod.
          ephemeral             A claim that is made for the pod and goes with it.
          csi                   A volume that a driver makes for the pod.
          image                 The content of an image, read-only.
          nfs                   A directory that an NFS server shares.
          iscsi                 A disk of an iSCSI target.
          fc                    A disk of a Fibre Channel.
          gitRepo               A clone of a repository; removed from Kubernetes.
        EmptyDirVolumeSource
          medium    What it is made of: Memory, or the disk of the node if nothing is said.
          sizeLimit How much may be in it.
        HostPathVolumeSource
          path The path on the node.
          type What has to be there, or is made.
        ConfigMapVolumeSource
          name        The name of the ConfigMap.
          items       The entries that become files, and where; all under their names if none is listed.
          defaultMode The mode bits of the files.
          optional    Whether the ConfigMap or its entries may be missing.
        SecretVolumeSource
          secretName  The name of the Secret.
          items       The entries that become files, and where; all under their names if none is listed.
          defaultMode The mode bits of the files.
          optional    Whether the Secret or its entries may be missing.
        ConfigMapProjection, SecretProjection
          name     The name of the object.
          items    The entries that become files, and where; all under their names if none is listed.
          optional Whether the object or its entries may be missing.
        KeyToPath
          key  The entry.
          path The file, relative to the volume.
          mode The mode bits of the file.
        PersistentVolumeClaimVolumeSource
          claimName The name of the claim.
          readOnly  Whether the volume is mounted read-only.
        ProjectedVolumeSource
          sources     What the directory is made of.
          defaultMode The mode bits of the files.
        VolumeProjection
          configMap           Entries of a ConfigMap.
          secret              Entries of a Secret.
          downwardAPI         Fields of the pod.
          serviceAccountToken A token of the service account, which is renewed.
          clusterTrustBundle  Certificates from a ClusterTrustBundle.
          podCertificate      A key and a certificate for the pod.
        ServiceAccountTokenProjection
          path              The file, relative to the volume.
          audience          Who the token is for; the API server if it is not said.
          expirationSeconds How long the token is good; it is renewed before.
        DownwardAPIVolumeSource
          items       The fields that become files.
          defaultMode The mode bits of the files.
        DownwardAPIProjection
          items The fields that become files.
        DownwardAPIVolumeFile
          path             The file, relative to the volume.
          fieldRef         The field of the pod.
          resourceFieldRef The request or limit of a container.
          mode             The mode bits of the file.
        CSIVolumeSource
          driver               The driver.
          readOnly             Whether the volume is mounted read-only.
          fsType               The file system.
          volumeAttributes     What the driver is told.
          nodePublishSecretRef The Secret that the driver needs.
        NFSVolumeSource
          server   The host name or address of the server.
          path     The directory that it shares.
          readOnly Whether the volume is mounted read-only.
        EphemeralVolumeSource
          volumeClaimTemplate What the claim is made of.
        ImageVolumeSource
          reference  The image.
          pullPolicy When the image is pulled.
        PersistentVolume, PersistentVolumeClaim
          spec   What is wanted.
          status What is.
        PersistentVolumeClaimSpec
          accessModes               How the volume has to be mountable.
          resources                 How large it has to be.
          storageClassName          The StorageClass that makes it; empty for none.
          selector                  Which volumes are considered.
          volumeName                The volume that is bound.
          volumeMode                Filesystem or Block.
          dataSource                What the volume is filled from: a snapshot or a claim.
          dataSourceRef             The same for any kind of object.
          volumeAttributesClassName The class of attributes that can be changed later.
        VolumeResourceRequirements
          requests The least size: storage.
          limits   The largest size.
        PersistentVolumeClaimStatus
          phase       Pending, Bound or Lost.
          accessModes How the volume can be mounted.
          capacity    How large the volume is.
          conditions  What is going on with the claim.
        PersistentVolumeSpec
          capacity                      How large the volume is.
          accessModes                   How it can be mounted.
          claimRef                      The claim that it is bound to.
          persistentVolumeReclaimPolicy What becomes of it when the claim is gone: Retain, Delete or Recycle.
          storageClassName              The class that it belongs to.
          mountOptions                  Options for the mount.
          volumeMode                    Filesystem or Block.
          nodeAffinity                  From which nodes it can be reached.
        PersistentVolumeStatus
          phase   Available, Bound, Released, Failed or Pending.
          message Why, in a sentence.
          reason  Why, in one word.
        """#
}
