{{/* An autoscaler by CPU: (list $labels $kind $name $scaling). */}}
{{- define "surtitle.hpa" }}
{{- $name := index . 2 }}{{- $scaling := index . 3 }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  labels: {{- index . 0 | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: {{ index . 1 }}, name: {{ $name }}}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  behavior:
    scaleDown: {stabilizationWindowSeconds: 600}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $scaling.cpuUtilization }}}
{{- end }}
