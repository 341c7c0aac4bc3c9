import { DatabaseRefusal, errorCode, isUnavailable } from '#db/refusal.ts'
import { Refused } from '#lib/refusal.ts'
import { WorkbookRefused } from '#workbook/refusal.ts'
import { Misused } from './arguments.ts'
import { tell } from './output.ts'
import { USAGE } from './usage.ts'

/** Does a command; what it returns is the exit code. */
export type Command = (args: readonly string[]) => Promise<number>

/** Commands load what they need when they are called: a quick answer does not wait for the web server's code. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  import: async () => (await import('./import.ts')).importFile,
  standing: async () => (await import('./standing.ts')).standing,
  figures: async () => (await import('./figures.ts')).figures,
  document: async () => (await import('./document.ts')).document,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
}

/**
 * Runs one command line. @returns 0 done, 1 refused with the reason in words, 2 wrong usage.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  if (name === 'help' || name === '--help' || name === '-h') return usage(0)
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) {
    tell(name === '' ? '请给出一个命令。' : `没有“${name}”这个命令。`)
    return usage(2)
  }
  try {
    return await (
      await load()
    )(rest)
  } catch (error) {
    return explain(error)
  }
}

function usage(code: number): number {
  tell(USAGE)
  return code
}

function explain(error: unknown): number {
  if (error instanceof Misused) {
    tell(error.message)
    return usage(2)
  }
  if (error instanceof Refused || error instanceof WorkbookRefused || error instanceof DatabaseRefusal)
    tell(error.message)
  else tell(wordsOf(error))
  return 1
}

/** What the operating system refused, in words; anything else is ours to mend and is told in full. */
function wordsOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const path = error instanceof Error && 'path' in error ? String(error.path) : ''
  if (isDatabaseLost(error))
    return '数据库连接中断，这一步没有做完：要么全部生效，要么没有改动。请再执行一次。'
  if (code === 'ENOENT') return `没有这个文件或文件夹：${path}`
  if (code === 'EACCES' || code === 'EPERM') return `没有权限读写：${path}`
  if (code === 'ENOSPC') return '磁盘已满，请腾出空间再试。'
  if (code === 'EISDIR') return `这是一个文件夹，应给出文件：${path}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** A socket that is not there is the database's, a file that is not there is not. */
function isDatabaseLost(error: unknown): boolean {
  const connecting = error instanceof Error && 'syscall' in error && error.syscall === 'connect'
  return isUnavailable(error) && (errorCode(error) !== 'ENOENT' || connecting)
}
