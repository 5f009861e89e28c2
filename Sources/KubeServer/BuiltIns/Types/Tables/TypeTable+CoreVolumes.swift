// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Volumes of pods.
    static let coreVolumes = #"""
        type Volume
          1    name!                 string = ""
          2.1  hostPath              HostPathVolumeSource?
          2.2  emptyDir              EmptyDirVolumeSource?
          2.3  gcePersistentDisk     GCEPersistentDiskVolumeSource?
          2.4  awsElasticBlockStore  AWSElasticBlockStoreVolumeSource?
          2.5  gitRepo               GitRepoVolumeSource?
          2.6  secret                SecretVolumeSource?
          2.7  nfs                   NFSVolumeSource?
          2.8  iscsi                 ISCSIVolumeSource?
          2.9  glusterfs             GlusterfsVolumeSource?
          2.10 persistentVolumeClaim PersistentVolumeClaimVolumeSource?
          2.11 rbd                   RBDVolumeSource?
          2.12 flexVolume            FlexVolumeSource?
          2.13 cinder                CinderVolumeSource?
          2.14 cephfs                CephFSVolumeSource?
          2.15 flocker               FlockerVolumeSource?
          2.16 downwardAPI           DownwardAPIVolumeSource?
          2.17 fc                    FCVolumeSource?
          2.18 azureFile             AzureFileVolumeSource?
          2.19 configMap             ConfigMapVolumeSource?
          2.20 vsphereVolume         VsphereVirtualDiskVolumeSource?
          2.21 quobyte               QuobyteVolumeSource?
          2.22 azureDisk             AzureDiskVolumeSource?
          2.23 photonPersistentDisk  PhotonPersistentDiskVolumeSource?
          2.26 projected             ProjectedVolumeSource?
          2.24 portworxVolume        PortworxVolumeSource?
          2.25 scaleIO               ScaleIOVolumeSource?
          2.27 storageos             StorageOSVolumeSource?
          2.28 csi                   CSIVolumeSource?
          2.29 ephemeral             EphemeralVolumeSource?
          2.30 image                 ImageVolumeSource?

        type PersistentVolumeClaimVolumeSource
          1 claimName! string = ""
          2 readOnly   bool

        type HostPathVolumeSource
          1 path! string        = ""
          2 type  HostPathType? = ""

        type EmptyDirVolumeSource
          1 medium    string
          2 sizeLimit quantity?

        type GlusterfsVolumeSource
          1 endpoints! string = ""
          2 path!      string = ""
          3 readOnly   bool

        type RBDVolumeSource
          1 monitors! [string] = null
          2 image!    string   = ""
          3 fsType    string
          4 pool      string   = rbd
          5 user      string   = admin
          6 keyring   string   = /etc/ceph/keyring
          7 secretRef LocalObjectReference?
          8 readOnly  bool

        type CinderVolumeSource
          1 volumeID! string = ""
          2 fsType    string
          3 readOnly  bool
          4 secretRef LocalObjectReference?

        type CephFSVolumeSource
          1 monitors!  [string] = null
          2 path       string
          3 user       string
          4 secretFile string
          5 secretRef  LocalObjectReference?
          6 readOnly   bool

        type FlockerVolumeSource
          1 datasetName string
          2 datasetUUID string

        type GCEPersistentDiskVolumeSource
          1 pdName!   string = ""
          2 fsType    string
          3 partition int32
          4 readOnly  bool

        type QuobyteVolumeSource
          1 registry! string = ""
          2 volume!   string = ""
          3 readOnly  bool
          4 user      string
          5 group     string
          6 tenant    string

        type FlexVolumeSource
          1 driver!   string = ""
          2 fsType    string
          3 secretRef LocalObjectReference?
          4 readOnly  bool
          5 options   {string}

        type AWSElasticBlockStoreVolumeSource
          1 volumeID! string = ""
          2 fsType    string
          3 partition int32
          4 readOnly  bool

        type GitRepoVolumeSource
          1 repository! string = ""
          2 revision    string
          3 directory   string

        type SecretVolumeSource
          1 secretName  string
          2 items       [KeyToPath]
          3 defaultMode int32? = 420
          4 optional    bool?

        type SecretProjection
          1.1 name     string
          2   items    [KeyToPath]
          4   optional bool?

        type NFSVolumeSource
          1 server!  string = ""
          2 path!    string = ""
          3 readOnly bool

        type ISCSIVolumeSource
          1  targetPortal!     string = ""
          2  iqn!              string = ""
          3  lun!              int32  = 0
          4  iscsiInterface    string = default
          5  fsType            string
          6  readOnly          bool
          7  portals           [string]
          8  chapAuthDiscovery bool
          11 chapAuthSession   bool
          10 secretRef         LocalObjectReference?
          12 initiatorName     string?

        type FCVolumeSource
          1 targetWWNs [string]
          2 lun        int32?
          3 fsType     string
          4 readOnly   bool
          5 wwids      [string]

        type AzureFileVolumeSource
          1 secretName! string = ""
          2 shareName!  string = ""
          3 readOnly    bool

        type VsphereVirtualDiskVolumeSource
          1 volumePath!       string = ""
          2 fsType            string
          3 storagePolicyName string
          4 storagePolicyID   string

        type PhotonPersistentDiskVolumeSource
          1 pdID!  string = ""
          2 fsType string

        type AzureDiskVolumeSource
          1 diskName!   string                    = ""
          2 diskURI!    string                    = ""
          3 cachingMode AzureDataDiskCachingMode? = ReadWrite
          4 fsType      string?                   = ext4
          5 readOnly    bool?                     = false
          6 kind        AzureDataDiskKind?        = Shared

        type PortworxVolumeSource
          1 volumeID! string = ""
          2 fsType    string
          3 readOnly  bool

        type ScaleIOVolumeSource
          1  gateway!         string                = ""
          2  system!          string                = ""
          3  secretRef!       LocalObjectReference? = null
          4  sslEnabled       bool
          5  protectionDomain string
          6  storagePool      string
          7  storageMode      string                = ThinProvisioned
          8  volumeName       string
          9  fsType           string                = xfs
          10 readOnly         bool

        type StorageOSVolumeSource
          1 volumeName      string
          2 volumeNamespace string
          3 fsType          string
          4 readOnly        bool
          5 secretRef       LocalObjectReference?

        type ConfigMapVolumeSource
          1.1 name        string
          2   items       [KeyToPath]
          3   defaultMode int32? = 420
          4   optional    bool?

        type ConfigMapProjection
          1.1 name     string
          2   items    [KeyToPath]
          4   optional bool?

        type ServiceAccountTokenProjection
          1 audience          string
          2 expirationSeconds int64? = 3600
          3 path!             string = ""

        type ClusterTrustBundleProjection
          1 name          string?
          2 signerName    string?
          3 labelSelector LabelSelector?
          5 optional      bool?
          4 path!         string = ""

        type PodCertificateProjection
          1 signerName!          string
          2 keyType!             string
          3 maxExpirationSeconds int32?
          4 credentialBundlePath string
          5 keyPath              string
          6 certificateChainPath string
          7 userAnnotations      {string}

        type ProjectedVolumeSource
          1 sources     [VolumeProjection] = null
          2 defaultMode int32?             = 420

        type VolumeProjection
          1 secret              SecretProjection?
          2 downwardAPI         DownwardAPIProjection?
          3 configMap           ConfigMapProjection?
          4 serviceAccountToken ServiceAccountTokenProjection?
          5 clusterTrustBundle  ClusterTrustBundleProjection?
          6 podCertificate      PodCertificateProjection?

        type KeyToPath
          1 key!  string = ""
          2 path! string = ""
          3 mode  int32?

        type CSIVolumeSource
          1 driver!              string = ""
          2 readOnly             bool?
          3 fsType               string?
          4 volumeAttributes     {string}
          5 nodePublishSecretRef LocalObjectReference?

        type EphemeralVolumeSource
          1 volumeClaimTemplate PersistentVolumeClaimTemplate?

        type PersistentVolumeClaimTemplate
          1 metadata ObjectMeta                = {}
          2 spec!    PersistentVolumeClaimSpec = {}

        type DownwardAPIVolumeSource
          1 items       [DownwardAPIVolumeFile]
          2 defaultMode int32? = 420

        type DownwardAPIVolumeFile
          1 path!            string = ""
          2 fieldRef         ObjectFieldSelector?
          3 resourceFieldRef ResourceFieldSelector?
          4 mode             int32?

        type DownwardAPIProjection
          1 items [DownwardAPIVolumeFile]

        type ImageVolumeSource
          1 reference  string
          2 pullPolicy PullPolicy

        enum AzureDataDiskCachingMode None ReadOnly ReadWrite
        enum AzureDataDiskKind Dedicated Managed Shared
        enum HostPathType "" BlockDevice CharDevice Directory DirectoryOrCreate File FileOrCreate Socket
        """#
}
