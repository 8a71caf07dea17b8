{{- define "surtitle.name" -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) | trunc 50 | trimSuffix "-" }}
{{- end }}

{{/* What selects the pods of a component: (list $ "engine"). */}}
{{- define "surtitle.selector" -}}
app.kubernetes.io/name: surtitle
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "surtitle.labels" -}}
{{ include "surtitle.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version }}
{{- end }}

{{- define "surtitle.image" -}}
{{- $root := index . 0 }}{{- $image := $root.Values.image }}
{{- $gpu := and (eq (index . 1) "engine") $root.Values.engine.gpu.enabled }}
{{- if $image.digest }}{{ $image.repository }}@{{ $image.digest }}
{{- else }}{{ $image.repository }}:{{ $image.tag | default (printf "%s%s" $root.Chart.AppVersion (ternary "-gpu" "" $gpu)) }}{{ end }}
{{- end }}

{{/* Partitions bound how many engines can have work. */}}
{{- define "surtitle.partitions" -}}
{{- dig "topics" "partitions" 6 .Values.config }}
{{- end }}

{{- define "surtitle.check" -}}
{{- $partitions := int (include "surtitle.partitions" .) }}
{{- $engine := .Values.engine }}{{- $scaling := $engine.autoscaling }}
{{- $name := ternary "engine.autoscaling.maxReplicas" "engine.replicas" $scaling.enabled }}
{{- $most := int (ternary $scaling.maxReplicas $engine.replicas $scaling.enabled) }}
{{- if gt $most $partitions }}
{{- fail (printf "%s is %d, but config.topics.partitions is %d: further engines would have nothing to do" $name $most $partitions) }}
{{- end }}
{{- range $kind, $scaling := dict "engine" $scaling "gateway" .Values.gateway.autoscaling }}
{{- if and $scaling.enabled (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}
{{- fail (printf "%s.autoscaling.minReplicas is above maxReplicas" $kind) }}
{{- end }}
{{- end }}
{{- end }}

{{/* surtitle.yaml: the values with what the chart knows better. */}}
{{- define "surtitle.config" -}}
{{- $kafka := dict "num.standby.replicas" .Values.engine.standbyReplicas }}
{{- with .Values.kafkaSecret }}{{- if .name }}
{{- $_ := set $kafka "config.providers" "secret" }}
{{- $_ := set $kafka "config.providers.secret.class" "org.apache.kafka.common.config.provider.DirectoryConfigProvider" }}
{{- $_ := set $kafka "config.providers.secret.param.allowed.paths" "/etc/surtitle/kafka" }}
{{- range .properties }}
{{- $_ := set $kafka . (printf "${secret:/etc/surtitle/kafka:%s}" .) }}
{{- end }}
{{- end }}{{- end }}
{{- $own := dict "kafka" $kafka "http" (dict "host" "0.0.0.0" "port" 8080) "streams" (dict "stateDirectory" "/var/lib/surtitle") }}
{{- if .Values.engine.gpu.enabled }}
{{- $_ := set $own "model" (dict "device" "cuda") }}
{{- end }}
{{- mustMergeOverwrite $own (deepCopy .Values.config) (dict "http" $own.http "streams" $own.streams) | toYaml }}
{{- end }}

{{/* What the pods of both components share: (list $ "engine" $values "run"). */}}
{{- define "surtitle.pod" -}}
{{- $root := index . 0 }}{{- $component := index . 1 }}{{- $values := index . 2 -}}
metadata:
  labels: {{- include "surtitle.labels" . | nindent 4 }}
  annotations:
    checksum/config: {{ include "surtitle.config" $root | sha256sum }}
    {{- with $values.annotations }}{{ toYaml . | nindent 4 }}{{ end }}
spec:
  serviceAccountName: {{ include "surtitle.name" $root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets: {{- range . }}
    - name: {{ . }}{{ end }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels: {{- include "surtitle.selector" (list $root $component) | nindent 10 }}
    {{- end }}
  {{- if eq $component "engine" }}{{- with $values.gpu }}{{- if .runtimeClassName }}
  runtimeClassName: {{ .runtimeClassName }}
  {{- end }}{{- end }}{{- end }}
  containers:
    - name: {{ $component }}
      image: {{ include "surtitle.image" . | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: [{{ index . 3 }}, --config, /etc/surtitle/surtitle.yaml]
      {{- if or $values.javaOptions $root.Values.tokenSecret.name }}
      env:
        {{- with $values.javaOptions }}
        - name: JDK_JAVA_OPTIONS
          value: {{ . | quote }}
        {{- end }}
        {{- with $root.Values.tokenSecret }}{{- if .name }}
        - name: SURTITLE_TOKEN
          valueFrom:
            secretKeyRef: {name: {{ .name }}, key: {{ .key }}}
        {{- end }}{{- end }}
      {{- end }}
      ports:
        - name: http
          containerPort: 8080
      {{- range $probe, $path := dict "startupProbe" "live" "livenessProbe" "live" "readinessProbe" "ready" }}
      {{ $probe }}:
        httpGet: {path: /health/{{ $path }}, port: http}
        periodSeconds: {{ ternary 2 10 (eq $probe "startupProbe") }}
        timeoutSeconds: 5
        failureThreshold: {{ ternary 60 3 (eq $probe "startupProbe") }}
      {{- end }}
      {{- $resources := deepCopy $values.resources }}
      {{- if and (eq $component "engine") $values.gpu.enabled }}
      {{- $resources = mustMergeOverwrite $resources (dict "limits" (dict "nvidia.com/gpu" $values.gpu.count)) }}
      {{- end }}
      resources: {{- toYaml $resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts:
        - {name: config, mountPath: /etc/surtitle/surtitle.yaml, subPath: surtitle.yaml, readOnly: true}
        {{- if $root.Values.kafkaSecret.name }}
        - {name: kafka, mountPath: /etc/surtitle/kafka, readOnly: true}
        {{- end }}
        # Native libraries are unpacked here.
        - {name: tmp, mountPath: /tmp}
        {{- if eq $component "engine" }}
        - {name: state, mountPath: /var/lib/surtitle}
        {{- end }}
  volumes:
    - name: config
      configMap: {name: {{ include "surtitle.name" $root }}}
    {{- with $root.Values.kafkaSecret.name }}
    - name: kafka
      secret: {secretName: {{ . }}}
    {{- end }}
    - name: tmp
      emptyDir: {}
{{- end }}
