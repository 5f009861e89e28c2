// SPDX-License-Identifier: Apache-2.0

import JSONKit

extension Conformance.DiscoveryTests {
    static let rows = [
        Row(
            "v1",
            [
                "name": "namespaces", "singularName": "namespace", "namespaced": false, "kind": "Namespace",
                "verbs": ["create", "delete", "get", "list", "patch", "update", "watch"], "shortNames": ["ns"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "secrets", "singularName": "secret", "namespaced": true, "kind": "Secret",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "configmaps", "singularName": "configmap", "namespaced": true, "kind": "ConfigMap",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["cm"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "serviceaccounts", "singularName": "serviceaccount", "namespaced": true,
                "kind": "ServiceAccount",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["sa"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "events", "singularName": "event", "namespaced": true, "kind": "Event",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["ev"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "pods", "singularName": "pod", "namespaced": true, "kind": "Pod",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["po"], "categories": ["all"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "services", "singularName": "service", "namespaced": true, "kind": "Service",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["svc"], "categories": ["all"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "nodes", "singularName": "node", "namespaced": false, "kind": "Node",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["no"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "namespaces/status", "singularName": "", "namespaced": false, "kind": "Namespace",
                "verbs": ["get", "patch", "update"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "namespaces/finalize", "singularName": "", "namespaced": false, "kind": "Namespace",
                "verbs": ["update"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "pods/status", "singularName": "", "namespaced": true, "kind": "Pod",
                "verbs": ["get", "patch", "update"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "pods/eviction", "singularName": "", "namespaced": true, "group": "policy", "version": "v1",
                "kind": "Eviction", "verbs": ["create"],
            ]
        ),
        Row("v1", ["name": "pods/log", "singularName": "", "namespaced": true, "kind": "Pod", "verbs": ["get"]]),
        Row(
            "v1",
            [
                "name": "serviceaccounts/token", "singularName": "", "namespaced": true,
                "group": "authentication.k8s.io", "version": "v1", "kind": "TokenRequest", "verbs": ["create"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "persistentvolumeclaims", "singularName": "persistentvolumeclaim", "namespaced": true,
                "kind": "PersistentVolumeClaim",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["pvc"],
            ]
        ),
        Row(
            "v1",
            [
                "name": "resourcequotas", "singularName": "resourcequota", "namespaced": true, "kind": "ResourceQuota",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["quota"],
            ]
        ),
        Row(
            "apps/v1",
            [
                "name": "deployments", "singularName": "deployment", "namespaced": true, "kind": "Deployment",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["deploy"], "categories": ["all"],
            ]
        ),
        Row(
            "apps/v1",
            [
                "name": "deployments/scale", "singularName": "", "namespaced": true, "group": "autoscaling",
                "version": "v1", "kind": "Scale", "verbs": ["get", "patch", "update"],
            ]
        ),
        Row(
            "apps/v1",
            [
                "name": "deployments/status", "singularName": "", "namespaced": true, "kind": "Deployment",
                "verbs": ["get", "patch", "update"],
            ]
        ),
        Row(
            "apps/v1",
            [
                "name": "replicasets", "singularName": "replicaset", "namespaced": true, "kind": "ReplicaSet",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["rs"], "categories": ["all"],
            ]
        ),
        Row(
            "apps/v1",
            [
                "name": "statefulsets", "singularName": "statefulset", "namespaced": true, "kind": "StatefulSet",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["sts"], "categories": ["all"],
            ]
        ),
        Row(
            "apps/v1",
            [
                "name": "daemonsets", "singularName": "daemonset", "namespaced": true, "kind": "DaemonSet",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["ds"], "categories": ["all"],
            ]
        ),
        Row(
            "batch/v1",
            [
                "name": "jobs", "singularName": "job", "namespaced": true, "kind": "Job",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "categories": ["all"],
            ]
        ),
        Row(
            "batch/v1",
            [
                "name": "cronjobs", "singularName": "cronjob", "namespaced": true, "kind": "CronJob",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["cj"], "categories": ["all"],
            ]
        ),
        Row(
            "coordination.k8s.io/v1",
            [
                "name": "leases", "singularName": "lease", "namespaced": true, "kind": "Lease",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
            ]
        ),
        Row(
            "events.k8s.io/v1",
            [
                "name": "events", "singularName": "event", "namespaced": true, "kind": "Event",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["ev"],
            ]
        ),
        Row(
            "networking.k8s.io/v1",
            [
                "name": "networkpolicies", "singularName": "networkpolicy", "namespaced": true, "kind": "NetworkPolicy",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["netpol"],
            ]
        ),
        Row(
            "networking.k8s.io/v1",
            [
                "name": "ingresses", "singularName": "ingress", "namespaced": true, "kind": "Ingress",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["ing"],
            ]
        ),
        Row(
            "policy/v1",
            [
                "name": "poddisruptionbudgets", "singularName": "poddisruptionbudget", "namespaced": true,
                "kind": "PodDisruptionBudget",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["pdb"],
            ]
        ),
        Row(
            "rbac.authorization.k8s.io/v1",
            [
                "name": "roles", "singularName": "role", "namespaced": true, "kind": "Role",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
            ]
        ),
        Row(
            "rbac.authorization.k8s.io/v1",
            [
                "name": "rolebindings", "singularName": "rolebinding", "namespaced": true, "kind": "RoleBinding",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
            ]
        ),
        Row(
            "rbac.authorization.k8s.io/v1",
            [
                "name": "clusterroles", "singularName": "clusterrole", "namespaced": false, "kind": "ClusterRole",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
            ]
        ),
        Row(
            "rbac.authorization.k8s.io/v1",
            [
                "name": "clusterrolebindings", "singularName": "clusterrolebinding", "namespaced": false,
                "kind": "ClusterRoleBinding",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
            ]
        ),
        Row(
            "apiextensions.k8s.io/v1",
            [
                "name": "customresourcedefinitions", "singularName": "customresourcedefinition", "namespaced": false,
                "kind": "CustomResourceDefinition",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["crd", "crds"], "categories": ["api-extensions"],
            ]
        ),
        Row(
            "apiextensions.k8s.io/v1",
            [
                "name": "customresourcedefinitions/status", "singularName": "", "namespaced": false,
                "kind": "CustomResourceDefinition", "verbs": ["get", "patch", "update"],
            ]
        ),
        Row(
            "apiregistration.k8s.io/v1",
            [
                "name": "apiservices", "singularName": "apiservice", "namespaced": false, "kind": "APIService",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "categories": ["api-extensions"],
            ]
        ),
        Row(
            "authentication.k8s.io/v1",
            [
                "name": "tokenreviews", "singularName": "tokenreview", "namespaced": false, "kind": "TokenReview",
                "verbs": ["create"],
            ]
        ),
        Row(
            "authentication.k8s.io/v1",
            [
                "name": "selfsubjectreviews", "singularName": "selfsubjectreview", "namespaced": false,
                "kind": "SelfSubjectReview", "verbs": ["create"],
            ]
        ),
        Row(
            "authorization.k8s.io/v1",
            [
                "name": "subjectaccessreviews", "singularName": "subjectaccessreview", "namespaced": false,
                "kind": "SubjectAccessReview", "verbs": ["create"],
            ]
        ),
        Row(
            "authorization.k8s.io/v1",
            [
                "name": "selfsubjectaccessreviews", "singularName": "selfsubjectaccessreview", "namespaced": false,
                "kind": "SelfSubjectAccessReview", "verbs": ["create"],
            ]
        ),
        Row(
            "authorization.k8s.io/v1",
            [
                "name": "selfsubjectrulesreviews", "singularName": "selfsubjectrulesreview", "namespaced": false,
                "kind": "SelfSubjectRulesReview", "verbs": ["create"],
            ]
        ),
        Row(
            "authorization.k8s.io/v1",
            [
                "name": "localsubjectaccessreviews", "singularName": "localsubjectaccessreview", "namespaced": true,
                "kind": "LocalSubjectAccessReview", "verbs": ["create"],
            ]
        ),
        Row(
            "autoscaling/v2",
            [
                "name": "horizontalpodautoscalers", "singularName": "horizontalpodautoscaler", "namespaced": true,
                "kind": "HorizontalPodAutoscaler",
                "verbs": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
                "shortNames": ["hpa"], "categories": ["all"],
            ]
        ),
    ]
}
