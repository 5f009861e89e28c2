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
{{- end }}

{{/* In the cluster, whatever is watched. */}}
{{- define "portolan.rules.cluster" -}}
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
