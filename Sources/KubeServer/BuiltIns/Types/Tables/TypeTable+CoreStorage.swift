// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Claims, and the volumes that fulfil them.
    static let coreStorage = #"""
        kind PersistentVolume: A piece of storage in the cluster that outlives pods.
          2 spec   PersistentVolumeSpec   = {}
          3 status PersistentVolumeStatus = {}

        kind PersistentVolumeClaim: A wish for storage, and the volume that fulfils it.
          2 spec   PersistentVolumeClaimSpec   = {}
          3 status PersistentVolumeClaimStatus = {}

        type PersistentVolumeSpec
          1    capacity                      {quantity}
          2.1  gcePersistentDisk             GCEPersistentDiskVolumeSource?
          2.2  awsElasticBlockStore          AWSElasticBlockStoreVolumeSource?
          2.3  hostPath                      HostPathVolumeSource?
          2.4  glusterfs                     GlusterfsPersistentVolumeSource?
          2.5  nfs                           NFSVolumeSource?
          2.6  rbd                           RBDPersistentVolumeSource?
          2.7  iscsi                         ISCSIPersistentVolumeSource?
          2.8  cinder                        CinderPersistentVolumeSource?
          2.9  cephfs                        CephFSPersistentVolumeSource?
          2.10 fc                            FCVolumeSource?
          2.11 flocker                       FlockerVolumeSource?
          2.12 flexVolume                    FlexPersistentVolumeSource?
          2.13 azureFile                     AzureFilePersistentVolumeSource?
          2.14 vsphereVolume                 VsphereVirtualDiskVolumeSource?
          2.15 quobyte                       QuobyteVolumeSource?
          2.16 azureDisk                     AzureDiskVolumeSource?
          2.17 photonPersistentDisk          PhotonPersistentDiskVolumeSource?
          2.18 portworxVolume                PortworxVolumeSource?
          2.19 scaleIO                       ScaleIOPersistentVolumeSource?
          2.20 local                         LocalVolumeSource?
          2.21 storageos                     StorageOSPersistentVolumeSource?
          2.22 csi                           CSIPersistentVolumeSource?
          3    accessModes                   [PersistentVolumeAccessMode]
          4    claimRef                      ObjectReference?
          5    persistentVolumeReclaimPolicy PersistentVolumeReclaimPolicy = Retain
          6    storageClassName              string
          7    mountOptions                  [string]
          8    volumeMode                    PersistentVolumeMode?         = Filesystem
          9    nodeAffinity                  VolumeNodeAffinity?
          10   volumeAttributesClassName     string?

        type VolumeNodeAffinity
          1 required NodeSelector?

        type PersistentVolumeStatus
          1 phase                   PersistentVolumePhase = Pending
          2 message                 string
          3 reason                  string
          4 lastPhaseTransitionTime time?

        type PersistentVolumeClaimSpec
          1 accessModes               [PersistentVolumeAccessMode]
          4 selector                  LabelSelector?
          2 resources                 VolumeResourceRequirements = {}
          3 volumeName                string
          5 storageClassName          string?
          6 volumeMode                PersistentVolumeMode?      = Filesystem
          7 dataSource                TypedLocalObjectReference?
          8 dataSourceRef             TypedObjectReference?
          9 volumeAttributesClassName string?

        type TypedObjectReference
          1 apiGroup  string? = null
          2 kind!     string  = ""
          3 name!     string  = ""
          4 namespace string?

        type ModifyVolumeStatus
          1 targetVolumeAttributesClassName string
          2 status!                         PersistentVolumeClaimModifyVolumeStatus = ""

        type PersistentVolumeClaimCondition
          1 type!              string = ""
          2 status!            string = ""
          3 lastProbeTime      time   = null
          4 lastTransitionTime time   = null
          5 reason             string
          6 message            string

        type PersistentVolumeClaimStatus
          1 phase                            PersistentVolumeClaimPhase       = Pending
          2 accessModes                      [PersistentVolumeAccessMode]
          3 capacity                         {quantity}
          4 conditions                       [PersistentVolumeClaimCondition] map(type) merge(type)
          5 allocatedResources               {quantity}
          7 allocatedResourceStatuses        {ClaimResourceStatus}
          8 currentVolumeAttributesClassName string?
          9 modifyVolumeStatus               ModifyVolumeStatus?

        type GlusterfsPersistentVolumeSource
          1 endpoints!         string = ""
          2 path!              string = ""
          3 readOnly           bool
          4 endpointsNamespace string?

        type RBDPersistentVolumeSource
          1 monitors! [string] = null
          2 image!    string   = ""
          3 fsType    string
          4 pool      string   = rbd
          5 user      string   = admin
          6 keyring   string   = /etc/ceph/keyring
          7 secretRef SecretReference?
          8 readOnly  bool

        type CinderPersistentVolumeSource
          1 volumeID! string = ""
          2 fsType    string
          3 readOnly  bool
          4 secretRef SecretReference?

        type SecretReference atomic
          1 name      string
          2 namespace string

        type CephFSPersistentVolumeSource
          1 monitors!  [string] = null
          2 path       string
          3 user       string
          4 secretFile string
          5 secretRef  SecretReference?
          6 readOnly   bool

        type FlexPersistentVolumeSource
          1 driver!   string = ""
          2 fsType    string
          3 secretRef SecretReference?
          4 readOnly  bool
          5 options   {string}

        type ISCSIPersistentVolumeSource
          1  targetPortal!     string = ""
          2  iqn!              string = ""
          3  lun!              int32  = 0
          4  iscsiInterface    string = default
          5  fsType            string
          6  readOnly          bool
          7  portals           [string]
          8  chapAuthDiscovery bool
          11 chapAuthSession   bool
          10 secretRef         SecretReference?
          12 initiatorName     string?

        type AzureFilePersistentVolumeSource
          1 secretName!     string  = ""
          2 shareName!      string  = ""
          3 readOnly        bool
          4 secretNamespace string? = null

        type ScaleIOPersistentVolumeSource
          1  gateway!         string           = ""
          2  system!          string           = ""
          3  secretRef!       SecretReference? = null
          4  sslEnabled       bool
          5  protectionDomain string
          6  storagePool      string
          7  storageMode      string           = ThinProvisioned
          8  volumeName       string
          9  fsType           string           = xfs
          10 readOnly         bool

        type StorageOSPersistentVolumeSource
          1 volumeName      string
          2 volumeNamespace string
          3 fsType          string
          4 readOnly        bool
          5 secretRef       ObjectReference?

        type LocalVolumeSource
          1 path!  string = ""
          2 fsType string?

        type CSIPersistentVolumeSource
          1  driver!                    string = ""
          2  volumeHandle!              string = ""
          3  readOnly                   bool
          4  fsType                     string
          5  volumeAttributes           {string}
          6  controllerPublishSecretRef SecretReference?
          7  nodeStageSecretRef         SecretReference?
          8  nodePublishSecretRef       SecretReference?
          9  controllerExpandSecretRef  SecretReference?
          10 nodeExpandSecretRef        SecretReference?

        type VolumeResourceRequirements
          1 limits   {quantity}
          2 requests {quantity}

        enum ClaimResourceStatus ControllerResizeInProgress ControllerResizeInfeasible NodeResizeInProgress
          NodeResizeInfeasible NodeResizePending
        enum NodeSelectorOperator DoesNotExist Exists Gt In Lt NotIn
        enum PersistentVolumeAccessMode ReadOnlyMany ReadWriteMany ReadWriteOnce ReadWriteOncePod
        enum PersistentVolumeClaimModifyVolumeStatus InProgress Infeasible Pending
        enum PersistentVolumeClaimPhase Bound Lost Pending
        enum PersistentVolumeMode Block Filesystem
        enum PersistentVolumePhase Available Bound Failed Pending Released
        enum PersistentVolumeReclaimPolicy Delete Recycle Retain
        """#
}
