#!/usr/bin/env bash
# Builds the bot's image with the command of manifests/kubernetes/README.md and pushes it to a registry.
#   image.sh REGISTRY TAG CONFIGURATION
# REGISTRY is host:port, plain http; the image is REGISTRY/chatopsbot:TAG, from the build of CONFIGURATION that is there.
# Microsoft's base image may be out of reach, so one is made here that has what mcr.microsoft.com/dotnet/aspnet has: this
# machine's .NET, the shared libraries it needs, certificates, time zones, and the user `app`. Needs skopeo, jq and dotnet.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
registry=$1 tag=$2 configuration=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")

mkdir -p "$root"/{usr/lib64,usr/bin,usr/lib/ssl,etc/ssl,usr/share/dotnet,home/app,tmp}
ln -s usr/lib "$root/lib"
ln -s usr/lib64 "$root/lib64"
cp -r "$dotnet"/{dotnet,host,shared} "$root/usr/share/dotnet"
ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"
libraries() { # what the runtime links to, and what it opens by name
  find "$dotnet"/{dotnet,host,shared} -type f \( -name '*.so' -o -name dotnet \) -exec ldd {} + 2>/dev/null | grep -oE '/[^ ]+\.so[^ ]*' | grep -v "^$dotnet"
  ldconfig -p | grep -oE '/.*/lib(ssl|crypto|icuuc|icui18n|icudata|z)\.so\.[0-9]+$'
}
libraries | grep -vE ':$' | sort -u | while read -r library; do cp --parents -L "$library" "$root"; done
cp -rL /etc/ssl/certs "$root/etc/ssl"
cp /etc/ssl/openssl.cnf "$root/etc/ssl"
ln -s /etc/ssl/certs "$root/usr/lib/ssl/certs"
ln -s /etc/ssl/openssl.cnf "$root/usr/lib/ssl/openssl.cnf"
cp -r --parents /usr/share/zoneinfo "$root"
printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1654:1654::/home/app:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
printf 'passwd: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"
chmod 1777 "$root/tmp"

image=$scratch/image
mkdir -p "$image/blobs/sha256"
blob() { # blob FILE: moves it into the image and prints its descriptor without a type
  local digest; digest=$(sha256sum "$1" | cut -d' ' -f1)
  mv "$1" "$image/blobs/sha256/$digest"
  jq -nc --arg d "sha256:$digest" --argjson s "$(stat -c %s "$image/blobs/sha256/$digest")" '{digest: $d, size: $s}'
}
tar -C "$root" --owner 0 --group 0 -cf "$scratch/layer.tar" .
layer=$(blob "$scratch/layer.tar")
jq -nc --argjson l "$layer" '{architecture: "amd64", os: "linux", rootfs: {type: "layers", diff_ids: [$l.digest]},
  config: {Env: ["PATH=/usr/bin", "APP_UID=1654", "ASPNETCORE_HTTP_PORTS=8080", "DOTNET_RUNNING_IN_CONTAINER=true"]}}' >"$scratch/config"
config=$(blob "$scratch/config")
jq -nc --argjson c "$config" --argjson l "$layer" '{schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
  config: ({mediaType: "application/vnd.oci.image.config.v1+json"} + $c), layers: [{mediaType: "application/vnd.oci.image.layer.v1.tar"} + $l]}' >"$scratch/manifest"
manifest=$(blob "$scratch/manifest")
jq -nc --argjson m "$manifest" '{schemaVersion: 2, manifests: [{mediaType: "application/vnd.oci.image.manifest.v1+json"} + $m]}' >"$image/index.json"
echo '{"imageLayoutVersion": "1.0.0"}' >"$image/oci-layout"
skopeo copy -q --dest-tls-verify=false "oci:$image" "docker://$registry/chatopsbot-base:$tag"
echo "pushed $registry/chatopsbot-base:$tag"

export DOTNET_CONTAINER_INSECURE_REGISTRIES=$registry DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
dotnet publish "$here/../../../src/ChatOpsBot" --no-build -c "$configuration" -v quiet -o "$scratch/publish" -t:PublishContainer \
  -p:ContainerRepository=chatopsbot -p:ContainerImageTag="$tag" \
  -p:ContainerRegistry="$registry" -p:ContainerBaseImage="$registry/chatopsbot-base:$tag"
echo "pushed $registry/chatopsbot:$tag"
