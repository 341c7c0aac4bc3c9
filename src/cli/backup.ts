import { resolve } from 'node:path'
import { backup as takeBackup } from '#db/backup.ts'
import { readArguments } from './arguments.ts'
import { withRuntime } from './open.ts'
import { print } from './output.ts'

/** `backup DIR`: a consistent copy, also while the server runs. */
export async function backup(args: readonly string[]): Promise<number> {
  const { common, positionals } = readArguments(args, {}, 1)
  const report = await withRuntime(common, (runtime) =>
    takeBackup(runtime.db, runtime.dataDir, resolve(positionals[0] ?? '')),
  )
  await print(
    `已备份到 ${report.folder}（${report.files} 个文件，${(report.bytes / 1_000_000).toFixed(1)} MB）。`,
  )
  return 0
}
