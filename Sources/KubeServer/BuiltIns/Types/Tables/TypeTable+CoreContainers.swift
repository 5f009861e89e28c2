// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Containers of pods: what runs, how it is probed, what became of it.
    static let coreContainers = #"""
        type ContainerPort
          name           string
          hostPort       int32
          containerPort! int32    = 0
          protocol       Protocol = TCP
          hostIP         string

        type VolumeMount
          name!             string = ""
          readOnly          bool
          recursiveReadOnly string
          mountPath!        string = ""
          subPath           string
          mountPropagation  MountPropagationMode
          subPathExpr       string

        type VolumeDevice
          name!       string = ""
          devicePath! string = ""

        type EnvVar
          name!     string = ""
          value     string
          valueFrom EnvVarSource

        type EnvVarSource
          fieldRef         ObjectFieldSelector
          resourceFieldRef ResourceFieldSelector
          configMapKeyRef  ConfigMapKeySelector
          secretKeyRef     SecretKeySelector
          fileKeyRef       FileKeySelector

        type FileKeySelector atomic
          volumeName! string = ""
          path!       string = ""
          key!        string = ""
          optional    bool   = false

        type ObjectFieldSelector atomic
          apiVersion string = v1
          fieldPath! string = ""

        type ResourceFieldSelector atomic
          containerName string
          resource!     string = ""
          divisor       quantity

        type ConfigMapKeySelector atomic
          name     string
          key!     string = ""
          optional bool

        type SecretKeySelector atomic
          name     string
          key!     string = ""
          optional bool

        type EnvFromSource
          prefix       string
          configMapRef ConfigMapEnvSource
          secretRef    SecretEnvSource

        type ConfigMapEnvSource
          name     string
          optional bool

        type SecretEnvSource
          name     string
          optional bool

        type HTTPHeader
          name!  string = ""
          value! string = ""

        type HTTPGetAction
          path        string    = /
          port!       intOrString
          host        string
          scheme      URIScheme = HTTP
          httpHeaders [HTTPHeader]

        type TCPSocketAction
          port! intOrString
          host  string

        type GRPCAction
          port!   int32  = 0
          service string = ""

        type ExecAction
          command [string]

        type SleepAction
          seconds! int64 = 0

        type Probe
          exec                          ExecAction
          httpGet                       HTTPGetAction
          tcpSocket                     TCPSocketAction
          grpc                          GRPCAction
          initialDelaySeconds           int32
          timeoutSeconds                int32 = 1
          periodSeconds                 int32 = 10
          successThreshold              int32 = 1
          failureThreshold              int32 = 3
          terminationGracePeriodSeconds int64

        type ContainerResizePolicy
          resourceName!  string = ""
          restartPolicy! string = ""

        type Capabilities
          add  [string]
          drop [string]

        type ResourceRequirements
          limits   {quantity}
          requests {quantity}
          claims   [ResourceClaim] map(name)

        type ResourceClaim
          name!   string = ""
          request string

        type Container
          name!                    string                   = ""
          image                    string
          command                  [string]
          args                     [string]
          workingDir               string
          ports                    [ContainerPort]          map(containerPort,protocol) merge(containerPort)
          envFrom                  [EnvFromSource]
          env                      [EnvVar]                 map(name) merge(name)
          resources                ResourceRequirements     = {}
          resizePolicy             [ContainerResizePolicy]
          restartPolicy            string
          restartPolicyRules       [ContainerRestartRule]
          volumeMounts             [VolumeMount]            map(mountPath) merge(mountPath)
          volumeDevices            [VolumeDevice]           map(devicePath) merge(devicePath)
          livenessProbe            Probe
          readinessProbe           Probe
          startupProbe             Probe
          lifecycle                Lifecycle
          terminationMessagePath   string                   = /dev/termination-log
          terminationMessagePolicy TerminationMessagePolicy = File
          imagePullPolicy          PullPolicy
          securityContext          SecurityContext
          stdin                    bool
          stdinOnce                bool
          tty                      bool

        type LifecycleHandler
          exec      ExecAction
          httpGet   HTTPGetAction
          tcpSocket TCPSocketAction
          sleep     SleepAction

        type Lifecycle
          postStart  LifecycleHandler
          preStop    LifecycleHandler
          stopSignal string

        type ContainerStateWaiting
          reason  string
          message string

        type ContainerStateRunning
          startedAt time

        type ContainerStateTerminated
          exitCode!   int32 = 0
          signal      int32
          reason      string
          message     string
          startedAt   time
          finishedAt  time
          containerID string

        type ContainerState
          waiting    ContainerStateWaiting
          running    ContainerStateRunning
          terminated ContainerStateTerminated

        type ContainerStatus
          name!                    string              = ""
          state                    ContainerState      = {}
          lastState                ContainerState      = {}
          ready!                   bool                = false
          restartCount!            int32               = 0
          image!                   string              = ""
          imageID!                 string              = ""
          containerID              string
          started                  bool
          allocatedResources       {quantity}
          resources                ResourceRequirements
          volumeMounts             [VolumeMountStatus] map(mountPath) merge(mountPath)
          user                     ContainerUser
          allocatedResourcesStatus [ResourceStatus]    map(name) merge(name)
          stopSignal               string

        type ResourceStatus
          name!     string           = ""
          resources [ResourceHealth] map(resourceID)

        type ResourceHealth
          resourceID! string = ""
          health      string
          message     string

        type ContainerUser
          linux LinuxContainerUser

        type LinuxContainerUser
          uid!               int64 = 0
          gid!               int64 = 0
          supplementalGroups [int64]

        type VolumeMountStatus
          name!             string = ""
          mountPath!        string = ""
          readOnly          bool
          recursiveReadOnly string
          volumeStatus      VolumeStatus

        type VolumeStatus
          image ImageVolumeStatus

        type ImageVolumeStatus
          imageRef! string

        type ContainerRestartRule
          action!   string
          exitCodes ContainerRestartRuleOnExitCodes

        type ContainerRestartRuleOnExitCodes
          operator! string
          values    [int32] set

        type SeccompProfile
          type!            SeccompProfileType = ""
          localhostProfile string

        type AppArmorProfile
          type!            AppArmorProfileType = ""
          localhostProfile string

        type EphemeralContainer
          name!                    string                   = ""
          image                    string
          command                  [string]
          args                     [string]
          workingDir               string
          ports                    [ContainerPort]          map(containerPort,protocol) merge(containerPort)
          envFrom                  [EnvFromSource]
          env                      [EnvVar]                 map(name) merge(name)
          resources                ResourceRequirements     = {}
          resizePolicy             [ContainerResizePolicy]
          restartPolicy            string
          restartPolicyRules       [ContainerRestartRule]
          volumeMounts             [VolumeMount]            map(mountPath) merge(mountPath)
          volumeDevices            [VolumeDevice]           map(devicePath) merge(devicePath)
          livenessProbe            Probe
          readinessProbe           Probe
          startupProbe             Probe
          lifecycle                Lifecycle
          terminationMessagePath   string                   = /dev/termination-log
          terminationMessagePolicy TerminationMessagePolicy = File
          imagePullPolicy          PullPolicy
          securityContext          SecurityContext
          stdin                    bool
          stdinOnce                bool
          tty                      bool
          targetContainerName      string

        type SecurityContext
          capabilities             Capabilities
          privileged               bool
          seLinuxOptions           SELinuxOptions
          windowsOptions           WindowsSecurityContextOptions
          runAsUser                int64
          runAsGroup               int64
          runAsNonRoot             bool
          readOnlyRootFilesystem   bool
          allowPrivilegeEscalation bool
          procMount                ProcMountType
          seccompProfile           SeccompProfile
          appArmorProfile          AppArmorProfile

        type SELinuxOptions
          user  string
          role  string
          type  string
          level string

        type WindowsSecurityContextOptions
          gmsaCredentialSpecName string
          gmsaCredentialSpec     string
          runAsUserName          string
          hostProcess            bool

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
