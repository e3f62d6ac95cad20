#!/usr/bin/env bash
# Makes the app package that Teams takes: the manifest with your ids in it, its language file and its icons, zipped.
#   manifests/teams/package.sh BOT_ID DOMAIN [TEAMS_APP_ID] [FILE]
# BOT_ID is the bot's app registration (a GUID), DOMAIN the host name where the bot is reached, TEAMS_APP_ID the app's
# own id in Teams (BOT_ID when left out), FILE the package (chatopsbot-teams.zip when left out). Needs sed and zip.
# PRIVACY_URL and TERMS_URL in the environment name your pages; without them the package has placeholders below DOMAIN.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
usage() { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
guid='^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'

[ $# -ge 2 ] || usage
bot=$1 domain=$2 app=${3:-$1} file=${4:-chatopsbot-teams.zip}
for id in "$bot" "$app"; do [[ $id =~ $guid ]] || { echo "$id is not a GUID" >&2; usage; }; done
[[ $domain =~ ^[A-Za-z0-9.-]+$ ]] || { echo "$domain is not a host name: no https:// and no path" >&2; usage; }

privacy=${PRIVACY_URL:-https://$domain/privacy} terms=${TERMS_URL:-https://$domain/terms}
for url in "$privacy" "$terms"; do [[ $url =~ ^https://[A-Za-z0-9._~:/?=%-]+$ ]] || { echo "$url is not an https URL" >&2; usage; }; done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sed -e "s/\${{TEAMS_APP_ID}}/$app/g" -e "s/\${{BOT_ID}}/$bot/g" -e "s/\${{BOT_DOMAIN}}/$domain/g" \
  -e "s|\"privacyUrl\": \".*\"|\"privacyUrl\": \"$privacy\"|" -e "s|\"termsOfUseUrl\": \".*\"|\"termsOfUseUrl\": \"$terms\"|" \
  "$here/manifest.json" >"$scratch/manifest.json"
cp "$here/zh-cn.json" "$here/color.png" "$here/outline.png" "$scratch"
rm -f "$file"
(cd "$scratch" && zip -q -X -9 package.zip manifest.json zh-cn.json color.png outline.png)
mv "$scratch/package.zip" "$file"
echo "$file"
