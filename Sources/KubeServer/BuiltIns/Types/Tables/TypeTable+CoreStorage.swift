// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Claims, and the volumes that fulfil them.
    static let coreStorage = #"""
        kind PersistentVolume: A piece of storage in the cluster that outlives pods.
          spec   PersistentVolumeSpec   = {}
          status PersistentVolumeStatus = {}

        kind PersistentVolumeClaim: A wish for storage, and the volume that fulfils it.
          spec   PersistentVolumeClaimSpec   = {}
          status PersistentVolumeClaimStatus = {}

        type PersistentVolumeSpec
          capacity                      {quantity}
          gcePersistentDisk             GCEPersistentDiskVolumeSource
          awsElasticBlockStore          AWSElasticBlockStoreVolumeSource
          hostPath                      HostPathVolumeSource
          glusterfs                     GlusterfsPersistentVolumeSource
          nfs                           NFSVolumeSource
          rbd                           RBDPersistentVolumeSource
          iscsi                         ISCSIPersistentVolumeSource
          cinder                        CinderPersistentVolumeSource
          cephfs                        CephFSPersistentVolumeSource
          fc                            FCVolumeSource
          flocker                       FlockerVolumeSource
          flexVolume                    FlexPersistentVolumeSource
          azureFile                     AzureFilePersistentVolumeSource
          vsphereVolume                 VsphereVirtualDiskVolumeSource
          quobyte                       QuobyteVolumeSource
          azureDisk                     AzureDiskVolumeSource
          photonPersistentDisk          PhotonPersistentDiskVolumeSource
          portworxVolume                PortworxVolumeSource
          scaleIO                       ScaleIOPersistentVolumeSource
          local                         LocalVolumeSource
          storageos                     StorageOSPersistentVolumeSource
          csi                           CSIPersistentVolumeSource
          accessModes                   [PersistentVolumeAccessMode]
          claimRef                      ObjectReference
          persistentVolumeReclaimPolicy PersistentVolumeReclaimPolicy = Retain
          storageClassName              string
          mountOptions                  [string]
          volumeMode                    PersistentVolumeMode          = Filesystem
          nodeAffinity                  VolumeNodeAffinity
          volumeAttributesClassName     string

        type VolumeNodeAffinity
          required NodeSelector

        type PersistentVolumeStatus
          phase                   PersistentVolumePhase = Pending
          message                 string
          reason                  string
          lastPhaseTransitionTime time

        type PersistentVolumeClaimSpec
          accessModes               [PersistentVolumeAccessMode]
          selector                  LabelSelector
          resources                 VolumeResourceRequirements = {}
          volumeName                string
          storageClassName          string
          volumeMode                PersistentVolumeMode       = Filesystem
          dataSource                TypedLocalObjectReference
          dataSourceRef             TypedObjectReference
          volumeAttributesClassName string

        type TypedObjectReference
          apiGroup  string
          kind!     string = ""
          name!     string = ""
          namespace string

        type ModifyVolumeStatus
          targetVolumeAttributesClassName string
          status!                         PersistentVolumeClaimModifyVolumeStatus = ""

        type PersistentVolumeClaimCondition
          type!              string = ""
          status!            string = ""
          lastProbeTime      time
          lastTransitionTime time
          reason             string
          message            string

        type PersistentVolumeClaimStatus
          phase                            PersistentVolumeClaimPhase       = Pending
          accessModes                      [PersistentVolumeAccessMode]
          capacity                         {quantity}
          conditions                       [PersistentVolumeClaimCondition] map(type) merge(type)
          allocatedResources               {quantity}
          allocatedResourceStatuses        {ClaimResourceStatus}
          currentVolumeAttributesClassName string
          modifyVolumeStatus               ModifyVolumeStatus

        type GlusterfsPersistentVolumeSource
          endpoints!         string = ""
          path!              string = ""
          readOnly           bool
          endpointsNamespace string

        type RBDPersistentVolumeSource
          monitors! [string]
          image!    string = ""
          fsType    string
          pool      string = rbd
          user      string = admin
          keyring   string = /etc/ceph/keyring
          secretRef SecretReference
          readOnly  bool

        type CinderPersistentVolumeSource
          volumeID! string = ""
          fsType    string
          readOnly  bool
          secretRef SecretReference

        type SecretReference atomic
          name      string
          namespace string

        type CephFSPersistentVolumeSource
          monitors!  [string]
          path       string
          user       string
          secretFile string
          secretRef  SecretReference
          readOnly   bool

        type FlexPersistentVolumeSource
          driver!   string = ""
          fsType    string
          secretRef SecretReference
          readOnly  bool
          options   {string}

        type ISCSIPersistentVolumeSource
          targetPortal!     string = ""
          iqn!              string = ""
          lun!              int32  = 0
          iscsiInterface    string = default
          fsType            string
          readOnly          bool
          portals           [string]
          chapAuthDiscovery bool
          chapAuthSession   bool
          secretRef         SecretReference
          initiatorName     string

        type AzureFilePersistentVolumeSource
          secretName!     string = ""
          shareName!      string = ""
          readOnly        bool
          secretNamespace string

        type ScaleIOPersistentVolumeSource
          gateway!         string = ""
          system!          string = ""
          secretRef!       SecretReference
          sslEnabled       bool
          protectionDomain string
          storagePool      string
          storageMode      string = ThinProvisioned
          volumeName       string
          fsType           string = xfs
          readOnly         bool

        type StorageOSPersistentVolumeSource
          volumeName      string
          volumeNamespace string
          fsType          string
          readOnly        bool
          secretRef       ObjectReference

        type LocalVolumeSource
          path!  string = ""
          fsType string

        type CSIPersistentVolumeSource
          driver!                    string = ""
          volumeHandle!              string = ""
          readOnly                   bool
          fsType                     string
          volumeAttributes           {string}
          controllerPublishSecretRef SecretReference
          nodeStageSecretRef         SecretReference
          nodePublishSecretRef       SecretReference
          controllerExpandSecretRef  SecretReference
          nodeExpandSecretRef        SecretReference

        type VolumeResourceRequirements
          limits   {quantity}
          requests {quantity}

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
