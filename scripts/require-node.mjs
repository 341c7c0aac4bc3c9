// Runs on any Node: refuses one that cannot run TypeScript as it stands.
const OLDEST = 24

const major = Number.parseInt(process.versions.node, 10)
if (major < OLDEST) {
  console.error(
    `需要 Node.js ${OLDEST} 或更新的版本，本机是 ${process.versions.node}。请从 https://nodejs.org 安装后再运行一次。`,
  )
  process.exitCode = 1
}
