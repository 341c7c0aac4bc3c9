import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exportWorkbook } from '#contract/import.ts'
import { audit, handle } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'
import { dayAt } from '#lib/dates.ts'
import { regionOf } from '#kernel/network/region.ts'
import { exportRegion } from '#workbook/export/export.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The region as an exchange workbook, by way of a file that goes when it has been sent. */
export const exchangeHandler = handle(exportWorkbook, async (call) => {
  const folder = join(call.runtime.dataDir, 'incoming')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${newId()}.xlsx`)
  const { name } = await regionOf(call)
  await exportRegion(call, path)
  await audit(call.tx, 'export', { kind: 'region', id: String(call.caller.region) })
  const file = createReadStream(path)
  file.once('close', () => void rm(path, { force: true }))
  return { file, name: `${name}交换工作簿 ${dayAt(call.now)}.xlsx`, type: TYPE }
})
