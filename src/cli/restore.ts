import { resolve } from 'node:path'
import { restore as bringBack } from '#db/restore.ts'
import { localTimeOf } from '#lib/dates.ts'
import { Misused, readArguments } from './arguments.ts'
import { momentOf } from './moment.ts'
import { print } from './output.ts'

/** `restore DIR [--at TIME]`: into an empty data folder; `--at` goes back to a second. */
export async function restore(args: readonly string[]): Promise<number> {
  const { common, values, positionals } = readArguments(args, { at: { type: 'string' } }, 1)
  const at = values.at === undefined ? undefined : momentOf(values.at)
  if (at === null)
    throw new Misused(
      `--at 应是时间，例如“2025-03-08 08:30:00”（北京时间）；只写“2025-03-08”就是那一天的最后一秒。给出的是“${values.at}”。`,
    )
  const report = await bringBack(resolve(common.data), resolve(positionals[0] ?? ''), {
    at,
    databaseUrl: process.env['DATABASE_URL'],
  })
  const point = report.at === null ? `备份时（${localTimeOf(report.takenAt)}）` : localTimeOf(report.at)
  await print(
    `已恢复到${point}，数据在 ${resolve(common.data)}。${report.complete ? '' : '日志在此之前已到尽头，最后一段没有记录。'}`,
  )
  return 0
}
