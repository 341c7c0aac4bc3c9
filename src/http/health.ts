import { statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { Runtime } from '#kernel/call.ts'
import { Later } from './problem.ts'

const LEAST_FREE = 2 * 1024 ** 3
const PATIENCE_MS = 2000

/** `/healthz`: the process answers. `/readyz`: database and disk too; otherwise 503 with what is wrong. */
export function addHealthRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.get('/healthz', () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    const wrong = [await databaseTrouble(runtime), await diskTrouble(runtime.dataDir)].filter(
      (word) => word !== null,
    )
    return reply.code(wrong.length === 0 ? 200 : 503).send({ ready: wrong.length === 0, wrong })
  })
}

async function databaseTrouble({ db }: Runtime): Promise<string | null> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('late')), PATIENCE_MS)
  try {
    if (!db.ready()) return '数据库正在恢复'
    await Promise.race([db.app.query('select 1'), late.promise])
    return null
  } catch {
    return '数据库没有应答'
  } finally {
    clearTimeout(timer)
  }
}

async function diskTrouble(dataDir: string): Promise<string | null> {
  const free = await freeBytes(dataDir)
  return free >= LEAST_FREE
    ? null
    : `磁盘剩余空间只有 ${(free / 1024 ** 3).toFixed(1)} GB，请清理或扩容到 2 GB 以上`
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Refuses what would fill the disk to the point where the database cannot go on.
 * @throws Later 503.
 */
export async function checkRoom(dataDir: string): Promise<void> {
  if ((await freeBytes(dataDir)) >= LEAST_FREE) return
  throw new Later(
    503,
    60,
    'disk-full',
    '服务器磁盘剩余空间不足 2 GB，暂时不能接收文件。请联系管理员清理磁盘。',
  )
}
