{{/*
SPDX-License-Identifier: Apache-2.0

What the operator may do, by where. Each rule is behind the switch of what needs it; a test takes one away after the other
and sees that the operator misses it.
*/}}

{{/* In the namespaces whose fleets it looks after. */}}
{{- define "portolan.rules.fleets" -}}
# Which dataplanes there are, and which label an execution goes to.
- apiGroups: [portolan.dev]
  resources: [dataplaneclusters, executionclusterlabels]
  verbs: [list, watch]
# The finalizer of a label that flyteadmin knows, and how a label is.
- apiGroups: [portolan.dev]
  resources: [executionclusterlabels, executionclusterlabels/status]
  verbs: [patch]
{{- if .Values.dataplanes.enabled }}
# The finalizer of a dataplane in which something was made, and how a dataplane is.
- apiGroups: [portolan.dev]
  resources: [dataplaneclusters, dataplaneclusters/status]
  verbs: [patch]
# The Secrets that dataplanes are reached with, whose names only their DataplaneClusters know; and those in which the
# minted credentials are, which go with their dataplane.
- apiGroups: [""]
  resources: [secrets]
  verbs: [list, watch, create, patch, delete]
{{- else if .Values.flyte.enabled }}
# The credentials of dataplanes, and the Secret that Flyte reads them from.
- apiGroups: [""]
  resources: [secrets]
  verbs: [list, watch, create, patch]
{{- end }}
{{- if include "portolan.tellsEvents" . }}
# What was done, for kubectl describe; what is done again is counted in the same event.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}
{{- end }}

{{/* Whether something is done in a fleet that is worth an event. */}}
{{- define "portolan.tellsEvents" -}}
{{- if or .Values.dataplanes.enabled .Values.flyte.enabled }}true{{ end }}
{{- end }}

{{/* In the operator's own namespace. */}}
{{- define "portolan.rules.home" -}}
# The Lease of the replica that acts; who makes it cannot name it in a rule.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "portolan.fullname" . }}]
  verbs: [get, patch]
{{- $isInFleet := or (not .Values.watchNamespaces) (has .Release.Namespace .Values.watchNamespaces) }}
{{- if not (and $isInFleet (include "portolan.tellsEvents" .)) }}
# Who leads since when.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end }}
{{- end }}

{{/* Where Argo CD looks for its clusters. */}}
{{- define "portolan.rules.argocd" -}}
# A Secret for each dataplane; it is read first, so that nobody else's of that name is taken.
- apiGroups: [""]
  resources: [secrets]
{{- /* Where the rules for fleets hold, they say the rest. */}}
{{- if and .Values.watchNamespaces (not (has .Values.dataplanes.argoCDNamespace .Values.watchNamespaces)) }}
  verbs: [get, create, patch, delete]
{{- else }}
  verbs: [get]
{{- end }}
{{- end }}

{{/* In Flyte's namespace, beside the rules for its fleet. */}}
{{- define "portolan.rules.flyte" -}}
# The files that Flyte reads of its clusters; who makes them cannot name them in a rule.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create]
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [flyte-admin-clusters-config, flyte-clusterresourcesync-config]
  verbs: [list, watch, patch]
{{- with .Values.flyte.rollouts }}
# The programs that read them when they start.
- apiGroups: [apps]
  resources: [deployments]
  resourceNames: {{ toJson . }}
  verbs: [list, watch, patch]
{{- end }}
{{- end }}

{{/* In the cluster, whatever is watched. */}}
{{- define "portolan.rules.cluster" -}}
{{- if .Values.flyte.enabled }}
# Flyte's namespace, which stands for its fleet.
- apiGroups: [""]
  resources: [namespaces]
  resourceNames: [{{ .Values.flyte.namespace }}]
  verbs: [list, watch]
{{- end }}
{{- if and .Values.routing.enabled (eq .Values.routing.access "Guarded") }}
# Who calls the routing service.
- apiGroups: [authentication.k8s.io]
  resources: [tokenreviews]
  verbs: [create]
# Whether the caller may ask about a namespace.
- apiGroups: [authorization.k8s.io]
  resources: [subjectaccessreviews]
  verbs: [create]
{{- end }}
{{- end }}

{{/* The operator's account as the subject of a binding. */}}
{{- define "portolan.subjects" -}}
- kind: ServiceAccount
  name: {{ include "portolan.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{/* A role in a namespace, bound to the operator: of the root, its name, the namespace, and the template of its rules. */}}
{{- define "portolan.role" -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "portolan.labels" .root | nindent 4 }}
rules:
{{ include .rules .root }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "portolan.labels" .root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ .name }}
subjects:
{{ include "portolan.subjects" .root }}
{{- end }}
