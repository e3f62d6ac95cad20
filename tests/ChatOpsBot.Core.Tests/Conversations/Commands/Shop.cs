using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

/// <summary>A small shop: a Deployment that crashes, a healthy pod with a sidecar, a static pod, a pod that never ran.</summary>
internal static class Shop
{
    public static FakeCluster Cluster() => new FakeCluster().Add("""
        kind: Namespace
        metadata: {name: shop}
        ---
        kind: Namespace
        metadata: {name: kube-system}
        ---
        kind: ReplicaSet
        metadata: {name: checkout-7d, namespace: shop, ownerReferences: [{kind: Deployment, name: checkout, controller: true}]}
        ---
        kind: Deployment
        metadata: {name: checkout, namespace: shop, uid: d1, creationTimestamp: '2025-06-01T10:00:00Z'}
        spec: {replicas: 1, template: {spec: {containers: [{name: app, image: 'shop/checkout:1', env: [{name: DB_PASSWORD, value: hunter2}]}]}}}
        status: {replicas: 1, conditions: [{type: Available, status: 'False', reason: MinimumReplicasUnavailable, message: no replica}]}
        ---
        kind: Pod
        metadata:
          name: checkout-7d-a
          namespace: shop
          uid: p1
          creationTimestamp: '2025-06-01T11:00:00Z'
          labels: {app: checkout, pod-template-hash: 7d}
          ownerReferences: [{kind: ReplicaSet, name: checkout-7d, controller: true}]
        spec:
          nodeName: node1
          restartPolicy: Always
          volumes: [{name: conf, configMap: {name: checkout-conf}}, {name: tmp, emptyDir: {}}]
          initContainers: [{name: migrate, image: 'shop/migrate:1'}]
          containers:
          - name: app
            image: shop/checkout:1
            env: [{name: DB_PASSWORD, value: hunter2}]
            resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
            ports: [{name: http, containerPort: 8080}]
            readinessProbe: {httpGet: {path: /health, port: http}, periodSeconds: 5}
            volumeMounts: [{name: conf, mountPath: /etc/app, readOnly: true}]
          - {name: proxy, image: 'shop/proxy:1', volumeMounts: [{name: tmp, mountPath: /tmp}]}
        status:
          phase: Running
          qosClass: Burstable
          podIP: 10.1.0.5
          podIPs: [{ip: 10.1.0.5}]
          hostIP: 10.0.0.1
          conditions: [{type: Initialized, status: 'True'}, {type: Ready, status: 'False', reason: ContainersNotReady, message: 'containers with unready status: [app]'}]
          initContainerStatuses: [{name: migrate, restartCount: 0, state: {terminated: {exitCode: 0, reason: Completed}}}]
          containerStatuses:
          - {name: app, restartCount: 4, state: {waiting: {reason: CrashLoopBackOff, message: back-off 40s restarting failed container}}, lastState: {terminated: {exitCode: 1, reason: Error, finishedAt: '2025-06-01T11:59:00Z'}}}
          - {name: proxy, ready: true, restartCount: 0, state: {running: {startedAt: '2025-06-01T11:00:10Z'}}}
        ---
        kind: Pod
        metadata: {name: waiting, namespace: shop, uid: p2, creationTimestamp: '2025-06-01T11:55:00Z'}
        spec: {nodeName: node1, containers: [{name: app, image: 'nowhere/none:1'}]}
        status:
          phase: Pending
          containerStatuses: [{name: app, restartCount: 0, state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "nowhere/none:1"'}}}]
        ---
        kind: Pod
        metadata: {name: etcd-node1, namespace: kube-system, annotations: {kubernetes.io/config.mirror: abc}, ownerReferences: [{kind: Node, name: node1, controller: true}]}
        spec: {nodeName: node1, hostNetwork: true, containers: [{name: etcd}]}
        status: {phase: Running, containerStatuses: [{name: etcd, ready: true, state: {running: {}}}]}
        ---
        kind: Service
        metadata: {name: checkout, namespace: shop}
        spec: {type: ClusterIP, clusterIP: 10.2.0.1, selector: {app: checkout}, ports: [{port: 80, targetPort: http}]}
        ---
        kind: Service
        metadata: {name: other, namespace: shop}
        spec: {selector: {app: other}, ports: [{port: 81}]}
        ---
        kind: Secret
        metadata: {name: db, namespace: shop}
        data: {password: aHVudGVyMg==}
        ---
        kind: Node
        metadata: {name: node1}
        status: {allocatable: {cpu: '2', memory: 1Gi}}
        ---
        kind: Event
        metadata: {name: e1, namespace: shop}
        involvedObject: {kind: Pod, name: checkout-7d-a, namespace: shop, uid: p1}
        type: Normal
        reason: Pulled
        message: pulled
        lastTimestamp: '2025-06-01T11:59:30Z'
        ---
        kind: Event
        metadata: {name: e2, namespace: shop}
        involvedObject: {kind: Pod, name: checkout-7d-a, namespace: shop, uid: p1}
        type: Warning
        reason: BackOff
        message: "Back-off restarting, token=hunter2"
        count: 7
        lastTimestamp: '2025-06-01T11:58:00Z'
        ---
        kind: Event
        metadata: {name: e3, namespace: shop}
        involvedObject: {kind: Pod, name: checkout-7d-a, namespace: shop, uid: before}
        type: Warning
        reason: OfAPredecessor
        lastTimestamp: '2025-06-01T11:30:00Z'
        """)
        .Log("shop", "checkout-7d-a", "app", "starting\nerror: cannot connect to postgres://shop:hunter2@db/shop\n")
        .Log("shop", "checkout-7d-a", "app", "before\npanic: no PORT\n", previous: true)
        .Log("shop", "checkout-7d-a", "proxy", "listening\nerror: upstream refused\n");
}
