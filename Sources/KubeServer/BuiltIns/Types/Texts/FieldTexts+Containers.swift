// SPDX-License-Identifier: Apache-2.0

extension FieldTexts {
    /// Containers of pods.
    static let containers = #"""
        Container, EphemeralContainer
          name                     What the container is called; unique in its pod.
          image                    The image that is run, such as registry.example.com/team/app:1.2.
          command                  The program and its first arguments, instead of the entry point of the image.
          args                     The arguments, instead of those of the image; $(NAME) is replaced from env.
          workingDir               Where the program starts, instead of the directory of the image.
          ports                    The ports that the container listens at; to list them opens nothing.
          envFrom                  Where environment variables come from all at once; env wins over them.
          env                      The environment variables, one by one.
          resources                How much of the node the container gets, and how much it may use.
          resizePolicy             Whether the container is restarted when its resources change.
          restartPolicy            For init containers: Always makes one that keeps running beside the others.
          restartPolicyRules       Rules, by exit code, for whether the container is started again.
          volumeMounts             Where volumes of the pod appear in the container.
          volumeDevices            Block devices of the pod that the container sees.
          livenessProbe            How it is seen that the container is alive; if not, it is restarted.
          readinessProbe           How it is seen that the container takes requests; if not, services leave the pod out.
          startupProbe             How it is seen that the container has started; the other probes wait for it.
          lifecycle                What is done when the container has started and before it is stopped.
          terminationMessagePath   The file whose end becomes the message of a container that ended.
          terminationMessagePolicy Where that message comes from: the file, or the log if the file is empty.
          imagePullPolicy          When the image is pulled; Always is the standard for the tag latest.
          securityContext          What the container may do; wins over the security context of the pod.
          stdin                    Whether the container has a standard input that somebody can attach to.
          stdinOnce                Whether the standard input ends with the first who attached to it.
          tty                      Whether the container has a terminal; needs stdin.
        EphemeralContainer
          targetContainerName The container whose processes this one sees.
        ContainerPort
          name          A name for the port, which services can use; unique in the pod.
          containerPort The number of the port in the container.
          hostPort      The same port on the node, which then only one such pod fits on.
          protocol      TCP, UDP or SCTP.
          hostIP        The address of the node that hostPort is bound to.
        EnvVar
          name      The name of the variable.
          value     Its value; $(NAME) stands for a variable before it, $$ for a dollar sign.
          valueFrom Where the value comes from, if it does not stand here.
        EnvVarSource
          fieldRef         A field of the pod, such as metadata.name or status.podIP.
          resourceFieldRef A request or limit of a container.
          configMapKeyRef  An entry of a ConfigMap.
          secretKeyRef     An entry of a Secret.
          fileKeyRef       An entry of a file in a volume.
        ConfigMapKeySelector, SecretKeySelector
          name     The name of the object.
          key      The entry.
          optional Whether the object or the entry may be missing.
        FileKeySelector
          volumeName The volume that the file is in.
          path       The path of the file in the volume.
          key        The entry.
          optional   Whether the file or the entry may be missing.
        ObjectFieldSelector
          fieldPath  The path of the field, such as metadata.labels['app'].
          apiVersion The version of the API in which the path is understood.
        ResourceFieldSelector
          containerName The container; in a volume it has to be named.
          resource      The resource, such as limits.cpu or requests.memory.
          divisor       The unit in which the amount is told.
        EnvFromSource
          prefix       What is put before the name of each variable.
          configMapRef The ConfigMap whose entries become variables.
          secretRef    The Secret whose entries become variables.
        ConfigMapEnvSource, SecretEnvSource
          name     The name of the object.
          optional Whether the object may be missing.
        ResourceRequirements
          limits   The most that may be used of each resource.
          requests What is set aside of each resource; the limit if it is not said.
          claims   The claims of the pod that the container uses.
        ResourceClaim
          name    The name of a claim of the pod.
          request One request of that claim, instead of all.
        ContainerResizePolicy
          resourceName  The resource: cpu or memory.
          restartPolicy NotRequired or RestartContainer.
        VolumeMount
          name              The volume of the pod.
          mountPath         Where it appears in the container.
          subPath           The path in the volume that appears there, instead of its root.
          subPathExpr       The same with environment variables in it, as $(NAME).
          readOnly          Whether nothing can be written there.
          recursiveReadOnly Whether mounts below are read-only, too: Disabled, IfPossible or Enabled.
          mountPropagation  Whether later mounts are seen by the other side.
        VolumeDevice
          name       The claim among the volumes of the pod.
          devicePath The path of the device in the container.
        Probe
          exec                          A command in the container; exit code 0 is good.
          httpGet                       A request; an answer from 200 to 399 is good.
          tcpSocket                     A connection; that it opens is good.
          grpc                          A question by the health protocol of gRPC.
          initialDelaySeconds           How long after the start of the container the first probe comes.
          periodSeconds                 How often there is a probe.
          timeoutSeconds                How long an answer may take.
          successThreshold              How many good answers in a row it takes after a bad one.
          failureThreshold              How many bad answers in a row it takes.
          terminationGracePeriodSeconds How long a container that failed a probe has to end; else that of the pod.
        ExecAction
          command The program and its arguments; no shell is involved.
        HTTPGetAction
          path        The path of the request.
          port        The port, by number or name.
          host        The host to connect to, instead of the pod.
          scheme      HTTP or HTTPS; certificates are not looked at.
          httpHeaders Fields that are added to the request.
        HTTPHeader
          name  The name of the field.
          value Its value.
        TCPSocketAction
          port The port, by number or name.
          host The host to connect to, instead of the pod.
        GRPCAction
          port    The port.
          service The service that is asked about; empty for the server as a whole.
        SleepAction
          seconds How many seconds nothing is done.
        Lifecycle
          postStart  What is done right after the start; if it fails, the container is ended.
          preStop    What is done before the container is told to stop, within its grace period.
          stopSignal The signal by which the container is told to stop, instead of that of its image.
        LifecycleHandler
          exec      A command in the container.
          httpGet   A request.
          tcpSocket Without use.
          sleep     Some seconds of waiting.
        SecurityContext
          capabilities             The capabilities of Linux that are added and taken away.
          privileged               Whether the container may do what root on the node may do.
          runAsUser                The user that the program runs as, by number.
          runAsGroup               The group that the program runs as, by number.
          runAsNonRoot             Whether a container that would run as root is refused.
          readOnlyRootFilesystem   Whether nothing can be written but in volumes.
          allowPrivilegeEscalation Whether a process may gain more rights than its parent has.
          procMount                How much of /proc is hidden.
          seLinuxOptions           The labels of SELinux.
          seccompProfile           The system calls that are allowed.
          appArmorProfile          The profile of AppArmor.
          windowsOptions           What there is to say for Windows.
        Capabilities
          add  Capabilities that the container gets besides the usual ones.
          drop Capabilities that it does not get; ALL for all of them.
        SeccompProfile, AppArmorProfile
          type             Localhost for a profile of the node, RuntimeDefault or Unconfined.
          localhostProfile The profile of the node, for the type Localhost.
        ContainerStatus
          name               The container.
          state              Whether it waits, runs or has ended.
          lastState          How it ended the last time.
          ready              Whether it takes requests.
          started            Whether its startup probe, if there is one, has succeeded.
          restartCount       How often it was restarted.
          image              The image that runs.
          imageID            The digest of the image.
          containerID        What the runtime calls the container.
          allocatedResources What the node has set aside for it.
          resources          The requests and limits that are in force.
          volumeMounts       How its volumes are mounted.
          user               Who the first process runs as.
          stopSignal         The signal by which it will be told to stop.
        ContainerState
          waiting    Why it does not run yet.
          running    Since when it runs.
          terminated How it ended.
        ContainerStateWaiting
          reason  Why, in one word.
          message Why, in a sentence.
        ContainerStateRunning
          startedAt When it was started.
        ContainerStateTerminated
          exitCode    The exit code.
          signal      The signal that ended it.
          reason      Why, in one word.
          message     What it left as its last words.
          startedAt   When it was started.
          finishedAt  When it ended.
          containerID What the runtime called it.
        """#
}
