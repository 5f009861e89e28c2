// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Containers of pods: what runs, how it is probed, what became of it.
    static let coreContainers = #"""
        type ContainerPort
          1 name           string
          2 hostPort       int32
          3 containerPort! int32    = 0
          4 protocol       Protocol = TCP
          5 hostIP         string

        type VolumeMount
          1 name!             string = ""
          2 readOnly          bool
          7 recursiveReadOnly string?
          3 mountPath!        string = ""
          4 subPath           string
          5 mountPropagation  MountPropagationMode?
          6 subPathExpr       string

        type VolumeDevice
          1 name!       string = ""
          2 devicePath! string = ""

        type EnvVar
          1 name!     string = ""
          2 value     string
          3 valueFrom EnvVarSource?

        type EnvVarSource
          1 fieldRef         ObjectFieldSelector?
          2 resourceFieldRef ResourceFieldSelector?
          3 configMapKeyRef  ConfigMapKeySelector?
          4 secretKeyRef     SecretKeySelector?
          5 fileKeyRef       FileKeySelector?

        type FileKeySelector atomic
          1 volumeName! string = ""
          2 path!       string = ""
          3 key!        string = ""
          4 optional    bool?  = false

        type ObjectFieldSelector atomic
          1 apiVersion string = v1
          2 fieldPath! string = ""

        type ResourceFieldSelector atomic
          1 containerName string
          2 resource!     string = ""
          3 divisor       quantity

        type ConfigMapKeySelector atomic
          1.1 name     string
          2   key!     string = ""
          3   optional bool?

        type SecretKeySelector atomic
          1.1 name     string
          2   key!     string = ""
          3   optional bool?

        type EnvFromSource
          1 prefix       string
          2 configMapRef ConfigMapEnvSource?
          3 secretRef    SecretEnvSource?

        type ConfigMapEnvSource
          1.1 name     string
          2   optional bool?

        type SecretEnvSource
          1.1 name     string
          2   optional bool?

        type HTTPHeader
          1 name!  string = ""
          2 value! string = ""

        type HTTPGetAction
          1 path        string    = /
          2 port!       intOrString
          3 host        string
          4 scheme      URIScheme = HTTP
          5 httpHeaders [HTTPHeader]

        type TCPSocketAction
          1 port! intOrString
          2 host  string

        type GRPCAction
          1 port!   int32   = 0
          2 service string? = ""

        type ExecAction
          1 command [string]

        type SleepAction
          1 seconds! int64 = 0

        type Probe
          1.1 exec                          ExecAction?
          1.2 httpGet                       HTTPGetAction?
          1.3 tcpSocket                     TCPSocketAction?
          1.4 grpc                          GRPCAction?
          2   initialDelaySeconds           int32
          3   timeoutSeconds                int32 = 1
          4   periodSeconds                 int32 = 10
          5   successThreshold              int32 = 1
          6   failureThreshold              int32 = 3
          7   terminationGracePeriodSeconds int64?

        type ContainerResizePolicy
          1 resourceName!  string = ""
          2 restartPolicy! string = ""

        type Capabilities
          1 add  [string]
          2 drop [string]

        type ResourceRequirements
          1 limits   {quantity}
          2 requests {quantity}
          3 claims   [ResourceClaim] map(name)

        type ResourceClaim
          1 name!   string = ""
          2 request string

        type Container
          1  name!                    string                   = ""
          2  image                    string
          3  command                  [string]
          4  args                     [string]
          5  workingDir               string
          6  ports                    [ContainerPort]          map(containerPort,protocol) merge(containerPort)
          19 envFrom                  [EnvFromSource]
          7  env                      [EnvVar]                 map(name) merge(name)
          8  resources                ResourceRequirements     = {}
          23 resizePolicy             [ContainerResizePolicy]
          24 restartPolicy            string?
          25 restartPolicyRules       [ContainerRestartRule]
          9  volumeMounts             [VolumeMount]            map(mountPath) merge(mountPath)
          21 volumeDevices            [VolumeDevice]           map(devicePath) merge(devicePath)
          10 livenessProbe            Probe?
          11 readinessProbe           Probe?
          22 startupProbe             Probe?
          12 lifecycle                Lifecycle?
          13 terminationMessagePath   string                   = /dev/termination-log
          20 terminationMessagePolicy TerminationMessagePolicy = File
          14 imagePullPolicy          PullPolicy
          15 securityContext          SecurityContext?
          16 stdin                    bool
          17 stdinOnce                bool
          18 tty                      bool

        type LifecycleHandler
          1 exec      ExecAction?
          2 httpGet   HTTPGetAction?
          3 tcpSocket TCPSocketAction?
          4 sleep     SleepAction?

        type Lifecycle
          1 postStart  LifecycleHandler?
          2 preStop    LifecycleHandler?
          3 stopSignal string?

        type ContainerStateWaiting
          1 reason  string
          2 message string

        type ContainerStateRunning
          1 startedAt time = null

        type ContainerStateTerminated
          1 exitCode!   int32 = 0
          2 signal      int32
          3 reason      string
          4 message     string
          5 startedAt   time  = null
          6 finishedAt  time  = null
          7 containerID string

        type ContainerState
          1 waiting    ContainerStateWaiting?
          2 running    ContainerStateRunning?
          3 terminated ContainerStateTerminated?

        type ContainerStatus
          1  name!                    string              = ""
          2  state                    ContainerState      = {}
          3  lastState                ContainerState      = {}
          4  ready!                   bool                = false
          5  restartCount!            int32               = 0
          6  image!                   string              = ""
          7  imageID!                 string              = ""
          8  containerID              string
          9  started                  bool?
          10 allocatedResources       {quantity}
          11 resources                ResourceRequirements?
          12 volumeMounts             [VolumeMountStatus] map(mountPath) merge(mountPath)
          13 user                     ContainerUser?
          14 allocatedResourcesStatus [ResourceStatus]    map(name) merge(name)
          15 stopSignal               string?

        type ResourceStatus
          1 name!     string           = ""
          2 resources [ResourceHealth] map(resourceID)

        type ResourceHealth
          1 resourceID! string = ""
          2 health      string
          6 message     string?

        type ContainerUser
          1 linux LinuxContainerUser?

        type LinuxContainerUser
          1 uid!               int64 = 0
          2 gid!               int64 = 0
          3 supplementalGroups [int64]

        type VolumeMountStatus
          1 name!             string = ""
          2 mountPath!        string = ""
          3 readOnly          bool
          4 recursiveReadOnly string?
          5 volumeStatus      VolumeStatus?

        type VolumeStatus
          1 image ImageVolumeStatus?

        type ImageVolumeStatus
          1 imageRef! string

        type ContainerRestartRule
          1 action!   string
          2 exitCodes ContainerRestartRuleOnExitCodes?

        type ContainerRestartRuleOnExitCodes
          1 operator! string
          2 values    [int32] set

        type SeccompProfile
          1 type!            SeccompProfileType = ""
          2 localhostProfile string?

        type AppArmorProfile
          1 type!            AppArmorProfileType = ""
          2 localhostProfile string?

        type EphemeralContainer
          1.1  name!                    string                   = ""
          1.2  image                    string
          1.3  command                  [string]
          1.4  args                     [string]
          1.5  workingDir               string
          1.6  ports                    [ContainerPort]          map(containerPort,protocol) merge(containerPort)
          1.19 envFrom                  [EnvFromSource]
          1.7  env                      [EnvVar]                 map(name) merge(name)
          1.8  resources                ResourceRequirements     = {}
          1.23 resizePolicy             [ContainerResizePolicy]
          1.24 restartPolicy            string?
          1.25 restartPolicyRules       [ContainerRestartRule]
          1.9  volumeMounts             [VolumeMount]            map(mountPath) merge(mountPath)
          1.21 volumeDevices            [VolumeDevice]           map(devicePath) merge(devicePath)
          1.10 livenessProbe            Probe?
          1.11 readinessProbe           Probe?
          1.22 startupProbe             Probe?
          1.12 lifecycle                Lifecycle?
          1.13 terminationMessagePath   string                   = /dev/termination-log
          1.20 terminationMessagePolicy TerminationMessagePolicy = File
          1.14 imagePullPolicy          PullPolicy
          1.15 securityContext          SecurityContext?
          1.16 stdin                    bool
          1.17 stdinOnce                bool
          1.18 tty                      bool
          2    targetContainerName      string

        type SecurityContext
          1  capabilities             Capabilities?
          2  privileged               bool?
          3  seLinuxOptions           SELinuxOptions?
          10 windowsOptions           WindowsSecurityContextOptions?
          4  runAsUser                int64?
          8  runAsGroup               int64?
          5  runAsNonRoot             bool?
          6  readOnlyRootFilesystem   bool?
          7  allowPrivilegeEscalation bool?
          9  procMount                ProcMountType?
          11 seccompProfile           SeccompProfile?
          12 appArmorProfile          AppArmorProfile?

        type SELinuxOptions
          1 user  string
          2 role  string
          3 type  string
          4 level string

        type WindowsSecurityContextOptions
          1 gmsaCredentialSpecName string?
          2 gmsaCredentialSpec     string?
          3 runAsUserName          string?
          4 hostProcess            bool?

        enum AppArmorProfileType Localhost RuntimeDefault Unconfined
        enum MountPropagationMode Bidirectional HostToContainer None
        enum ProcMountType Default Unmasked
        enum Protocol SCTP TCP UDP
        enum PullPolicy Always IfNotPresent Never
        enum SeccompProfileType Localhost RuntimeDefault Unconfined
        enum TerminationMessagePolicy FallbackToLogsOnError File
        enum URIScheme HTTP HTTPS
        """#
}
