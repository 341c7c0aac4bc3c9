#!/bin/sh
# Installs the pinned packages if they are missing or the lock file has changed since. Says so on standard error.
set -eu
cd -- "$(dirname -- "$0")/.."
stamp=node_modules/.installed-lock.json

installed() {
  cmp -s package-lock.json "$stamp" && return 0
  # Somebody ran "npm ci" by hand: its own mark is newer than the lock file.
  [ ! -e "$stamp" ] && [ node_modules/.package-lock.json -nt package-lock.json ] && cp package-lock.json "$stamp"
}

installed && exit 0

if ! command -v npm >/dev/null 2>&1; then
  echo '本机没有 npm。请先安装 Node.js 20 或更新的版本（https://nodejs.org），再运行一次。' >&2
  exit 1
fi

# Two first starts at once would delete each other's packages: the second waits for the first.
if [ -z "${YANPEI_INSTALLING-}" ] && command -v flock >/dev/null 2>&1; then
  YANPEI_INSTALLING=1 exec flock package-lock.json sh scripts/install.sh
fi

echo '正在安装所需的软件包（只在首次运行或更新后进行，约需一两分钟）……' >&2
npm ci --include=dev --no-audit --no-fund --loglevel=error >&2
cp package-lock.json "$stamp"
