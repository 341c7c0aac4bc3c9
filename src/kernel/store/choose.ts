import { diskStore } from './disk-store.ts'
import type { FileStore } from './file-store.ts'
import { s3Store } from './s3-store.ts'
import { Refused } from '#lib/refusal.ts'

const NAMES = {
  endpoint: 'YANPEI_S3_ENDPOINT',
  bucket: 'YANPEI_S3_BUCKET',
  accessKeyId: 'YANPEI_S3_KEY',
  secretAccessKey: 'YANPEI_S3_SECRET',
} as const

/**
 * Where files are kept: an S3-compatible bucket when the environment names one, else the data folder.
 * @throws Refused 422 when only some of the settings are there.
 */
export function storeFrom(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): FileStore {
  const given = Object.values(NAMES).filter((name) => (environment[name] ?? '') !== '')
  if (given.length === 0) return diskStore(dataDir)
  const missing = Object.values(NAMES).filter((name) => !given.includes(name))
  if (missing.length > 0) {
    const because = `文件存到对象存储还缺设置 ${missing.join('、')}。请补齐，或全部去掉，改存本机数据文件夹。`
    throw new Refused(422, { code: 's3-settings', because })
  }
  const value = (name: keyof typeof NAMES): string => environment[NAMES[name]] ?? ''
  return s3Store({
    endpoint: value('endpoint'),
    bucket: value('bucket'),
    region: environment['YANPEI_S3_REGION'] ?? 'us-east-1',
    accessKeyId: value('accessKeyId'),
    secretAccessKey: value('secretAccessKey'),
  })
}
