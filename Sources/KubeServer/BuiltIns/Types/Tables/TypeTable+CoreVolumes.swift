// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Volumes of pods.
    static let coreVolumes = #"""
        type Volume
          name!                 string = ""
          hostPath              HostPathVolumeSource
          emptyDir              EmptyDirVolumeSource
          gcePersistentDisk     GCEPersistentDiskVolumeSource
          awsElasticBlockStore  AWSElasticBlockStoreVolumeSource
          gitRepo               GitRepoVolumeSource
          secret                SecretVolumeSource
          nfs                   NFSVolumeSource
          iscsi                 ISCSIVolumeSource
          glusterfs             GlusterfsVolumeSource
          persistentVolumeClaim PersistentVolumeClaimVolumeSource
          rbd                   RBDVolumeSource
          flexVolume            FlexVolumeSource
          cinder                CinderVolumeSource
          cephfs                CephFSVolumeSource
          flocker               FlockerVolumeSource
          downwardAPI           DownwardAPIVolumeSource
          fc                    FCVolumeSource
          azureFile             AzureFileVolumeSource
          configMap             ConfigMapVolumeSource
          vsphereVolume         VsphereVirtualDiskVolumeSource
          quobyte               QuobyteVolumeSource
          azureDisk             AzureDiskVolumeSource
          photonPersistentDisk  PhotonPersistentDiskVolumeSource
          projected             ProjectedVolumeSource
          portworxVolume        PortworxVolumeSource
          scaleIO               ScaleIOVolumeSource
          storageos             StorageOSVolumeSource
          csi                   CSIVolumeSource
          ephemeral             EphemeralVolumeSource
          image                 ImageVolumeSource

        type PersistentVolumeClaimVolumeSource
          claimName! string = ""
          readOnly   bool

        type HostPathVolumeSource
          path! string       = ""
          type  HostPathType = ""

        type EmptyDirVolumeSource
          medium    string
          sizeLimit quantity

        type GlusterfsVolumeSource
          endpoints! string = ""
          path!      string = ""
          readOnly   bool

        type RBDVolumeSource
          monitors! [string]
          image!    string = ""
          fsType    string
          pool      string = rbd
          user      string = admin
          keyring   string = /etc/ceph/keyring
          secretRef LocalObjectReference
          readOnly  bool

        type CinderVolumeSource
          volumeID! string = ""
          fsType    string
          readOnly  bool
          secretRef LocalObjectReference

        type CephFSVolumeSource
          monitors!  [string]
          path       string
          user       string
          secretFile string
          secretRef  LocalObjectReference
          readOnly   bool

        type FlockerVolumeSource
          datasetName string
          datasetUUID string

        type GCEPersistentDiskVolumeSource
          pdName!   string = ""
          fsType    string
          partition int32
          readOnly  bool

        type QuobyteVolumeSource
          registry! string = ""
          volume!   string = ""
          readOnly  bool
          user      string
          group     string
          tenant    string

        type FlexVolumeSource
          driver!   string = ""
          fsType    string
          secretRef LocalObjectReference
          readOnly  bool
          options   {string}

        type AWSElasticBlockStoreVolumeSource
          volumeID! string = ""
          fsType    string
          partition int32
          readOnly  bool

        type GitRepoVolumeSource
          repository! string = ""
          revision    string
          directory   string

        type SecretVolumeSource
          secretName  string
          items       [KeyToPath]
          defaultMode int32 = 420
          optional    bool

        type SecretProjection
          name     string
          items    [KeyToPath]
          optional bool

        type NFSVolumeSource
          server!  string = ""
          path!    string = ""
          readOnly bool

        type ISCSIVolumeSource
          targetPortal!     string = ""
          iqn!              string = ""
          lun!              int32  = 0
          iscsiInterface    string = default
          fsType            string
          readOnly          bool
          portals           [string]
          chapAuthDiscovery bool
          chapAuthSession   bool
          secretRef         LocalObjectReference
          initiatorName     string

        type FCVolumeSource
          targetWWNs [string]
          lun        int32
          fsType     string
          readOnly   bool
          wwids      [string]

        type AzureFileVolumeSource
          secretName! string = ""
          shareName!  string = ""
          readOnly    bool

        type VsphereVirtualDiskVolumeSource
          volumePath!       string = ""
          fsType            string
          storagePolicyName string
          storagePolicyID   string

        type PhotonPersistentDiskVolumeSource
          pdID!  string = ""
          fsType string

        type AzureDiskVolumeSource
          diskName!   string                   = ""
          diskURI!    string                   = ""
          cachingMode AzureDataDiskCachingMode = ReadWrite
          fsType      string                   = ext4
          readOnly    bool                     = false
          kind        AzureDataDiskKind        = Shared

        type PortworxVolumeSource
          volumeID! string = ""
          fsType    string
          readOnly  bool

        type ScaleIOVolumeSource
          gateway!         string = ""
          system!          string = ""
          secretRef!       LocalObjectReference
          sslEnabled       bool
          protectionDomain string
          storagePool      string
          storageMode      string = ThinProvisioned
          volumeName       string
          fsType           string = xfs
          readOnly         bool

        type StorageOSVolumeSource
          volumeName      string
          volumeNamespace string
          fsType          string
          readOnly        bool
          secretRef       LocalObjectReference

        type ConfigMapVolumeSource
          name        string
          items       [KeyToPath]
          defaultMode int32 = 420
          optional    bool

        type ConfigMapProjection
          name     string
          items    [KeyToPath]
          optional bool

        type ServiceAccountTokenProjection
          audience          string
          expirationSeconds int64  = 3600
          path!             string = ""

        type ClusterTrustBundleProjection
          name          string
          signerName    string
          labelSelector LabelSelector
          optional      bool
          path!         string = ""

        type PodCertificateProjection
          signerName!          string
          keyType!             string
          maxExpirationSeconds int32
          credentialBundlePath string
          keyPath              string
          certificateChainPath string
          userAnnotations      {string}

        type ProjectedVolumeSource
          sources     [VolumeProjection]
          defaultMode int32 = 420

        type VolumeProjection
          secret              SecretProjection
          downwardAPI         DownwardAPIProjection
          configMap           ConfigMapProjection
          serviceAccountToken ServiceAccountTokenProjection
          clusterTrustBundle  ClusterTrustBundleProjection
          podCertificate      PodCertificateProjection

        type KeyToPath
          key!  string = ""
          path! string = ""
          mode  int32

        type CSIVolumeSource
          driver!              string = ""
          readOnly             bool
          fsType               string
          volumeAttributes     {string}
          nodePublishSecretRef LocalObjectReference

        type EphemeralVolumeSource
          volumeClaimTemplate PersistentVolumeClaimTemplate

        type PersistentVolumeClaimTemplate
          metadata ObjectMeta                = {}
          spec!    PersistentVolumeClaimSpec = {}

        type DownwardAPIVolumeSource
          items       [DownwardAPIVolumeFile]
          defaultMode int32 = 420

        type DownwardAPIVolumeFile
          path!            string = ""
          fieldRef         ObjectFieldSelector
          resourceFieldRef ResourceFieldSelector
          mode             int32

        type DownwardAPIProjection
          items [DownwardAPIVolumeFile]

        type ImageVolumeSource
          reference  string
          pullPolicy PullPolicy

        enum AzureDataDiskCachingMode None ReadOnly ReadWrite
        enum AzureDataDiskKind Dedicated Managed Shared
        enum HostPathType "" BlockDevice CharDevice Directory DirectoryOrCreate File FileOrCreate Socket
        """#
}
