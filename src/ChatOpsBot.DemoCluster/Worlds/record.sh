#!/usr/bin/env bash
# Records Worlds/shop from a real cluster: applies Worlds/shop.source, waits until every pod is in the state it is there
# to show, switches a node off, and writes down objects, events, logs and metrics. Nothing in the world is invented.
#   record.sh apply      create everything (nodes keep running), and let it get old: restarts and back-offs take minutes
#   record.sh break      delete and evict what is to be stuck, and switch the third node off
#   record.sh dump       write Worlds/shop
#   record.sh openapi    write Worlds/openapi
#   record.sh clean      remove everything from the cluster
# Needs kubectl, jq, python3 with yaml, a cluster with three nodes, and:
#   KUBECONFIG      the cluster
#   NODES           three node names (default "node1 node2 node3"); the third one dies
#   REGISTRY        host:port that serves demo/web and demo/busybox; recorded as registry.shop.example:5000
#   PRIVATE         host:port that wants a password for private/web;  recorded as private.shop.example:5001
#   STATIC_PODS     the first node's static pod directory, or empty
#   NODE_STOP       a command that switches the third node off
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export REGISTRY=${REGISTRY:-registry.shop.example:5000} PRIVATE=${PRIVATE:-private.shop.example:5001}
read -r -a nodes <<<"${NODES:-node1 node2 node3}"

manifest() { sed -e "s|registry.shop.example:5000|$REGISTRY|g; s|private.shop.example:5001|$PRIVATE|g" "$1"; }

apply() {
  kubectl label node "${nodes[0]}" "${nodes[1]}" zone=a --overwrite
  kubectl label node "${nodes[2]}" zone=b --overwrite
  for f in "$here"/shop.source/[0-9]*.yaml; do manifest "$f" | kubectl apply -f -; done
  [ -z "${STATIC_PODS:-}" ] || manifest "$here/shop.source/static-pod.yaml" >"$STATIC_PODS/edge-proxy.yaml"
  kubectl -n shop rollout status deployment/web statefulset/payments-db --timeout 120s
  # After its first eviction, the operator switches the prefetch off.
  until kubectl -n shop get pods -l app=images -o json | jq -e 'any(.items[]; .status.reason == "Evicted")' >/dev/null; do sleep 0.5; done
  kubectl -n shop patch configmap images-config --type merge -p '{"data":{"PREFETCH":"false"}}'
}

break_things() {
  kubectl -n shop delete pod gateway gateway-canary --wait=false
  kubectl -n shop delete pod -l app=uploads --wait=false
  ${NODE_STOP:?a command that switches ${nodes[2]} off}
  kubectl wait node "${nodes[2]}" --for condition=Ready=Unknown --timeout 120s
  local lost
  until lost=$(kubectl -n shop get pods -l app=sessions -o json | jq -re --arg n "${nodes[2]}" \
    '.items[] | select(.spec.nodeName == $n and .metadata.deletionTimestamp) | .metadata.name'); do sleep 1; done
  # The node controller of older clusters wrote this; the API server still takes it and kubectl still says Unknown.
  kubectl -n shop patch pod "$lost" --subresource status --type merge \
    -p "{\"status\":{\"reason\":\"NodeLost\",\"message\":\"Node ${nodes[2]} which was running pod $lost is unresponsive\"}}"
  until kubectl -n shop get pod payments-db-0 -o json | jq -e .metadata.deletionTimestamp >/dev/null; do sleep 1; done
}

# The states that come and go are caught together.
settle() {
  local now want expected="cart=CreateContainerConfigError catalog=ImagePullBackOff checkout=CrashLoopBackOff inventory=Running
    loyalty=ImagePullBackOff mailer=ContainerCreating newsletter=CrashLoopBackOff notifications=CrashLoopBackOff
    orders=Init:CrashLoopBackOff payments-db-0=Terminating reports=Error search=Pending sitemap=Completed thumbnailer=CrashLoopBackOff"
  while :; do
    now=$(kubectl -n shop get pods --no-headers | awk '{print $1 "=" $3}')
    for want in $expected; do
      grep -qE "^${want%%=*}(-[a-z0-9-]+)?=${want#*=}\$" <<<"$now" || { echo "waiting for $want"; sleep 1; continue 2; }
    done
    return
  done
}

clean() {
  [ -z "${STATIC_PODS:-}" ] || rm -f "$STATIC_PODS/edge-proxy.yaml"
  for p in gateway gateway-canary; do
    kubectl -n shop patch pod $p --type merge -p '{"metadata":{"finalizers":null}}' || true
  done
  for f in "$here"/shop.source/[0-9]*.yaml; do manifest "$f" | kubectl delete --ignore-not-found --wait=false -f -; done
  for ns in shop payments batch; do kubectl -n $ns delete pods --all --force --grace-period=0 || true; done
  kubectl label node "${nodes[@]}" zone- || true
}

case ${1:-} in
  apply) apply ;;
  break) break_things ;;
  dump) settle; python3 "$here/record.py" dump "$here/shop" ;;
  openapi) python3 "$here/record.py" openapi "$here/openapi" ;;
  clean) clean ;;
  *) sed -n '4,8s/^# //p' "$0" >&2; exit 2 ;;
esac
