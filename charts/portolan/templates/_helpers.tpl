{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{- define "portolan.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name of the release, with that of the chart unless it is part of it. 52 leave room for a suffix. */}}
{{- define "portolan.fullname" -}}
{{- $name := include "portolan.name" . }}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) }}
{{- default $full .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "portolan.selectorLabels" -}}
app.kubernetes.io/name: {{ include "portolan.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "portolan.labels" -}}
{{ include "portolan.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: portolan
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "portolan.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "portolan.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name: with serviceAccount.create false it has to name a service account that is there" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "portolan.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ default $.Chart.AppVersion .tag }}{{ end }}
{{- end }}
{{- end }}

{{- define "portolan.hasTLS" -}}
{{- if and .Values.routing.enabled (ne .Values.routing.tls.mode "None") }}true{{ end }}
{{- end }}

{{- define "portolan.hasFlyteToken" -}}
{{- with .Values.flyte }}{{ if and .enabled .admin.endpoint .admin.tokenSecret.name }}true{{ end }}{{ end }}
{{- end }}

{{- define "portolan.tlsSecret" -}}
{{- with .Values.routing.tls }}
{{- if eq .mode "CertManager" }}
{{- default (printf "%s-tls" (include "portolan.fullname" $)) .secretName }}
{{- else }}
{{- required "routing.tls.secretName: with routing.tls.mode Secret it has to name a Secret of type kubernetes.io/tls" .secretName }}
{{- end }}
{{- end }}
{{- end }}

{{/* The operator's configuration file. */}}
{{- define "portolan.configuration" -}}
apiVersion: config.portolan.dev/v1alpha1
kind: PortolanConfiguration
watchNamespaces: {{ toJson .Values.watchNamespaces }}
leaderElection:
{{- with .Values.leaderElection }}
  enabled: {{ .enabled }}
  name: {{ include "portolan.fullname" $ }}
  leaseDuration: {{ .leaseDuration }}
  renewDeadline: {{ .renewDeadline }}
  retryPeriod: {{ .retryPeriod }}
{{- end }}
dataplanes:
{{- with .Values.dataplanes }}
  enabled: {{ .enabled }}
  allowedAddresses: {{ toJson .allowedAddresses }}
  suspectShare: {{ .suspectShare }}
  argoCDNamespace: {{ .argoCDNamespace | quote }}
  deletionPatience: {{ .deletionPatience }}
  repairInterval: {{ .repairInterval }}
{{- end }}
{{- with .Values.flyte }}
{{- if .enabled }}
flyte:
  enabled: true
  namespace: {{ .namespace }}
  {{- with .admin.endpoint }}
  admin:
    endpoint: {{ . | quote }}
    {{- if $.Values.flyte.admin.tokenSecret.name }}
    tokenFile: /etc/portolan/flyteadmin/token
    {{- end }}
  {{- end }}
  rollouts:
  {{- range .rollouts }}
  - { kind: Deployment, name: {{ . }} }
  {{- else }} []
  {{- end }}
  takeOver: {{ .takeOver }}
{{- end }}
{{- end }}
routing:
{{- with .Values.routing }}
  bind: {{ ternary (printf "%s:8443" $.Values.bindHost) "" .enabled | quote }}
  strategy: {{ .strategy }}
  defaultLabel: {{ .defaultLabel | quote }}
  fallbackLabels: {{ toJson .fallbackLabels }}
  onNoDataplane: {{ .onNoDataplane }}
  access: {{ .access }}
  {{- if include "portolan.hasTLS" $ }}
  tls:
    certificate: /etc/portolan/tls/tls.crt
    key: /etc/portolan/tls/tls.key
  {{- end }}
{{- end }}
metrics:
  bind: {{ printf "%s:8080" .Values.bindHost | quote }}
  debug: {{ .Values.metrics.debug }}
logging:
  levels: {{ .Values.logging.levels | quote }}
{{- end }}
