#!/usr/bin/env bash
# Records a scenario from the cluster of $KUBECONFIG: record.sh NAMESPACE KIND/NAME SCENARIO [KIND/NAME…]
# Writes SCENARIO/{target.txt,now.txt,objects.yaml,logs/}: the target with what a diagnosis reads around it (events,
# owners, node and lease, claims, Services, Jobs, what is scaled, budgets; every node and pod for a pod without a node), and the objects named at the end.
# Secrets and ConfigMaps keep their keys only. The registries at REGISTRY (default 10.250.0.1) get the demo's names.
# With WORLD=…/Worlds/shop the objects come from that recorded world instead of a cluster.
set -euo pipefail
cd "$(dirname "$0")"
exec python3 record.py "$@"
