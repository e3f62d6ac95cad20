#!/usr/bin/env bash
# Applies these manifests to the cluster of KUBECONFIG, asks it every row of can-i.tsv, tries the bot's token, and
# removes everything again. It refuses a cluster where the bot is already installed. Needs kubectl with admin rights.
#   KUBECONFIG=… manifests/kubernetes/test.sh
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
ns=chatopsbot
selector=app.kubernetes.io/part-of=chatopsbot
failures=0
ours=false

pass() { echo "PASS $*"; }
fail() { echo "FAIL $*"; failures=$((failures + 1)); }
check() { # check NAME COMMAND…: passes when the command does
  local name=$1 out; shift
  if out=$("$@" 2>&1); then pass "$name"; else fail "$name: ${out:-no output}"; fi
}
refused() { # refused NAME TEXT COMMAND…: passes when the command fails and says TEXT
  local name=$1 text=$2 out; shift 2
  if out=$("$@" 2>&1); then fail "$name: was allowed: $out"
  elif grep -qF -- "$text" <<<"$out"; then pass "$name"
  else fail "$name: failed for another reason: $out"; fi
}
eventually() { # eventually COMMAND…: within 30 s
  local i; for ((i = 0; i < 60; i++)); do "$@" >/dev/null 2>&1 && return 0; sleep 0.5; done
  "$@"
}
installed() { # every object of ours that is outside a namespace, by label and by name
  kubectl get namespace,clusterrole,clusterrolebinding -o name | grep -E '/chatopsbot(-|$)'
  kubectl get clusterrole,clusterrolebinding -l "$selector" -o name
}
clean() {
  if $ours; then
    kubectl delete clusterrole,clusterrolebinding -l "$selector" --ignore-not-found >/dev/null
    kubectl delete namespace "$ns" --ignore-not-found --timeout=120s >/dev/null
  fi
  rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 130' INT TERM

overlay() { # overlay COMPONENT…: prints a directory that is base with those components
  local dir name; dir=$(mktemp -d "$scratch/overlay.XXXX")
  {
    echo "apiVersion: kustomize.config.k8s.io/v1beta1"; echo "kind: Kustomization"
    echo "resources:"; echo "  - $(realpath --relative-to="$dir" "$here/base")"
    echo "components:"; for name in "$@"; do echo "  - $(realpath --relative-to="$dir" "$here/components/$name")"; done
  } >"$dir/kustomization.yaml"
  echo "$dir"
}

review() { # review USER GROUPS VERB RESOURCE NAMESPACE: a SubjectAccessReview of a row; the groups are those that impersonation would add to its own
  local user=$1 groups=$2 verb=$3 resource=$4 namespace=$5 in=$2 what
  [ "$groups" = - ] && in=
  in+=,system:authenticated
  case $user in system:serviceaccount:*) local sa=${user#system:serviceaccount:}; in+=,system:serviceaccounts,system:serviceaccounts:${sa%%:*} ;; esac
  in=${in#,}
  [ "$namespace" = - ] && namespace=
  case $resource in
    /*) what="\"nonResourceAttributes\":{\"verb\":\"$verb\",\"path\":\"$resource\"}" ;;
    *)
      local name='' sub='' group=''
      case $resource in *:*) name=${resource#*:} resource=${resource%%:*} ;; */*) sub=${resource#*/} resource=${resource%%/*} ;; esac
      case $resource in *.*) group=${resource#*.} resource=${resource%%.*} ;; esac
      what="\"resourceAttributes\":{\"verb\":\"$verb\",\"group\":\"$group\",\"resource\":\"$resource\",\"subresource\":\"$sub\",\"name\":\"$name\",\"namespace\":\"$namespace\"}" ;;
  esac
  echo "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":\"$user\",\"groups\":[\"${in//,/\",\"}\"],$what}}"
}

table() { # table COMPONENT: every row of it
  local component user groups verb resource namespace expected i=0
  local -a rows=() wanted=() answers=()
  while IFS=$'\t' read -r component user groups verb resource namespace expected; do
    [ "$component" = "$1" ] || continue
    rows+=("[$component] ${user#system:serviceaccount:} $groups $verb $resource $namespace: $expected")
    wanted+=("$expected")
    review "$user" "$groups" "$verb" "$resource" "$namespace"
  done <"$here/can-i.tsv" >"$scratch/reviews.json"
  mapfile -t answers < <(kubectl create --validate=false -f "$scratch/reviews.json" -o 'jsonpath={.status.allowed}{"\n"}' 2>"$scratch/stderr" | sed 's/^true$/yes/; s/^false$/no/')
  for ((i = 0; i < ${#rows[@]}; i++)); do
    if [ "${answers[i]:-}" = "${wanted[i]}" ]; then pass "can-i ${rows[i]}"
    else fail "can-i ${rows[i]}, but the cluster says '${answers[i]:-$(cat "$scratch/stderr")}'"; fi
  done
}

# --- a cluster that is ours to use ---------------------------------------------------------------------------------
kubectl version >/dev/null 2>&1 || { echo "FAIL no cluster answers; is KUBECONFIG set?"; exit 1; }
if [ "$(kubectl get namespace "$ns" -o 'jsonpath={.status.phase}' 2>/dev/null)" = Terminating ]; then
  kubectl wait --for=delete "namespace/$ns" --timeout=120s >/dev/null
fi
if [ -n "$(installed)" ]; then
  echo "FAIL the bot is installed on this cluster and this test would remove it:" $(installed); exit 1
fi
ours=true

# --- the default install -------------------------------------------------------------------------------------------
check "the namespace can be made first" kubectl apply -f "$here/base/namespace.yaml"
eventually kubectl get serviceaccount default -n "$ns"
check "the server accepts every object (dry run)" kubectl apply -k "$here" --dry-run=server
check "kubectl apply -k" kubectl apply -k "$here"
again=$(kubectl apply -k "$here" 2>&1)
if grep -qvE ' unchanged$' <<<"$again"; then fail "a second apply changes something: $again"; else pass "a second apply changes nothing"; fi
for object in serviceaccount/chatopsbot deployment.apps/chatopsbot service/chatopsbot persistentvolumeclaim/chatopsbot-data networkpolicy.networking.k8s.io/chatopsbot; do
  check "$object exists" kubectl get -n "$ns" "$object"
done
for object in actor pod-deleter secret-reader port-forwarder; do
  refused "the default install has no role chatopsbot-$object" NotFound kubectl get clusterrole "chatopsbot-$object"
done
endpoint_port() { [ "$(kubectl get service chatopsbot -n "$ns" -o 'jsonpath={.spec.ports[0].port}:{.spec.ports[0].targetPort}')" = 80:http ]; }
check "the Service leads from 80 to the port named http" endpoint_port

enforced() { [ "$(kubectl get namespace "$ns" -o 'jsonpath={.metadata.labels.pod-security\.kubernetes\.io/enforce}')" = restricted ]; }
check "the namespace enforces the restricted Pod Security Standard" enforced
refused "and refuses a pod that does not meet it" "violates PodSecurity" \
  kubectl run careless --image=busybox -n "$ns" --dry-run=server
pod_exists() { [ -n "$(kubectl get pods -n "$ns" -l app.kubernetes.io/name=chatopsbot -o name)" ]; }
check "the bot's own pod is admitted" eventually pod_exists
pod=$(kubectl get pods -n "$ns" -l app.kubernetes.io/name=chatopsbot -o 'jsonpath={.items[0].metadata.name}')
hardened() {
  [ "$(kubectl get pod "$pod" -n "$ns" -o 'jsonpath={.spec.securityContext.runAsNonRoot} {.spec.containers[*].securityContext.readOnlyRootFilesystem} {.spec.containers[*].securityContext.capabilities.drop[*]} {.spec.serviceAccountName}')" = "true true ALL chatopsbot" ]
}
check "it runs as nobody special, on a read-only root, with no capability" hardened
probes() { [ "$(kubectl get pod "$pod" -n "$ns" -o 'jsonpath={.spec.containers[0].startupProbe.httpGet.path} {.spec.containers[0].livenessProbe.httpGet.path} {.spec.containers[0].readinessProbe.httpGet.path}')" = "/healthz/live /healthz/live /healthz/ready" ]; }
check "it has its three probes" probes
eventually kubectl auth can-i list pods --as=system:serviceaccount:chatopsbot:chatopsbot -q
table default

# --- with the Secrets' names ---------------------------------------------------------------------------------------
check "components/secret-names applies" kubectl apply -k "$(overlay secret-names)"
eventually kubectl auth can-i get secrets --as=system:serviceaccount:chatopsbot:chatopsbot -q
table secret-names
check "and can be taken away" kubectl delete clusterrole,clusterrolebinding chatopsbot-secret-reader
secrets_closed() { ! kubectl auth can-i get secrets --as=system:serviceaccount:chatopsbot:chatopsbot -q; }
check "after which Secrets are closed again" eventually secrets_closed

# --- with port-forward ---------------------------------------------------------------------------------------------
check "components/port-forward applies" kubectl apply -k "$(overlay port-forward)"
eventually kubectl auth can-i get pods --subresource=portforward --as=system:serviceaccount:chatopsbot:chatopsbot -q
table port-forward
check "and can be taken away" kubectl delete clusterrole,clusterrolebinding chatopsbot-port-forwarder

# --- with the nodes' logs --------------------------------------------------------------------------------------------
check "components/node-logs applies" kubectl apply -k "$(overlay node-logs)"
eventually kubectl auth can-i get nodes/proxy --as=system:serviceaccount:chatopsbot:chatopsbot -q
table node-logs
check "and can be taken away" kubectl delete clusterrole,clusterrolebinding chatopsbot-node-log-reader

# --- with actions --------------------------------------------------------------------------------------------------
config_name() { kubectl get deployment chatopsbot -n "$ns" -o 'jsonpath={.spec.template.spec.volumes[?(@.name=="config")].configMap.name}'; }
before=$(config_name)
check "components/actions applies alone" kubectl apply -k "$(overlay actions)" --dry-run=server
check "examples/on-call applies" kubectl apply -k "$here/examples/on-call"
rolled() { [ "$(config_name)" != "$before" ]; }
check "another configuration rolls the pod" rolled
eventually kubectl auth can-i impersonate groups/oncall --as=system:serviceaccount:chatopsbot:chatopsbot -q
table actions

rules() { kubectl get clusterrole -l "$selector" -o 'jsonpath={range .items[*].rules[*]}{.apiGroups}{.resources}{.verbs}{.resourceNames}{"\n"}{end}'; }
plain() { local found; found=$(rules) && [ "$(grep -c . <<<"$found")" -gt 10 ] && ! grep -F '*' <<<"$found"; }
check "no role has a wildcard in its groups, resources or verbs" plain
named() { local found; found=$(rules | grep '"impersonate"') && [ "$(grep -c . <<<"$found")" -eq 2 ] && ! grep -v '\["impersonate"\]\[".\+"\]$' <<<"$found"; }
check "no role lets the bot be just anybody" named

# --- the same with the bot's own token, on the wire ----------------------------------------------------------------
check "the pod comes back after the roll" eventually pod_exists
kubectl config view --raw --minify --flatten -o 'jsonpath={.clusters[0].cluster.certificate-authority-data}' | base64 -d >"$scratch/ca.crt"
server=$(kubectl config view --raw --minify -o 'jsonpath={.clusters[0].cluster.server}')
(umask 077; kubectl create token chatopsbot -n "$ns" --duration=10m >"$scratch/token")
bot() { # kubectl as the pod would be: its token, no certificate of ours
  kubectl --kubeconfig="$scratch/bot.kubeconfig" "$@"
}
(umask 077
  export KUBECONFIG="$scratch/bot.kubeconfig"
  trust=(--insecure-skip-tls-verify=true); [ -s "$scratch/ca.crt" ] && trust=("--certificate-authority=$scratch/ca.crt")
  kubectl config set-cluster c --server="$server" "${trust[@]}"
  kubectl config set-credentials bot --token="$(cat "$scratch/token")"
  kubectl config set-context c --cluster=c --user=bot
  kubectl config use-context c) >/dev/null
bot_sees_a_pod() { pod=$(bot get pods -n "$ns" -l app.kubernetes.io/name=chatopsbot -o 'jsonpath={.items[0].metadata.name}') && [ -n "$pod" ]; }
check "the bot lists its own pod" eventually bot_sees_a_pod
bot_sees_a_pod
check "the bot lists pods everywhere" bot get pods -A
check "the bot lists nodes" bot get nodes
refused "the bot reads no Secret" forbidden bot get secrets -n "$ns"
refused "the bot deletes no pod as itself" forbidden bot delete pod "$pod" -n "$ns" --dry-run=server
check "acting as alice of oncall it may" bot delete pod "$pod" -n "$ns" --dry-run=server --as=alice@example.com --as-group=oncall
refused "acting as alice without the group it may not" forbidden bot delete pod "$pod" -n "$ns" --dry-run=server --as=alice@example.com
refused "it cannot be somebody its role does not name" forbidden bot get pods -n "$ns" --as=mallory@example.com
refused "it cannot add system:masters to alice" forbidden bot get pods -n "$ns" --as=alice@example.com --as-group=system:masters

# --- and away ------------------------------------------------------------------------------------------------------
clean
left=$(installed)
if [ -z "$left" ]; then pass "nothing is left behind"; else fail "left behind: $left"; fi
echo "$failures failed"
[ "$failures" -eq 0 ]
