import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Upload } from '#kernel/call.ts'
import { errorCode } from '#db/refusal.ts'
import { Refused } from '#lib/refusal.ts'
import { checkRoom } from './health.ts'
import { Later } from './problem.ts'

const FOLDER = 'incoming'
const MOST_AT_ONCE = 4

let underWay = 0

/**
 * Streams the one file of a multipart request into the data folder, runs `work` with it, and removes what is left.
 * @throws Refused 400 without a file or with a second one, 413 beyond `maxBytes`; Later 503 when the disk is nearly
 *   full or four files are on their way already.
 */
export async function withUpload<T>(
  request: FastifyRequest,
  place: { dataDir: string; maxBytes: number },
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  if (underWay >= MOST_AT_ONCE) throw new Later(503, 20, 'uploads', '正在接收的文件太多，请过一会儿再上传。')
  underWay += 1
  const folder = join(place.dataDir, FOLDER)
  const path = join(folder, randomUUID())
  try {
    await checkRoom(place.dataDir)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await work(await receive(request, path, place.maxBytes))
  } finally {
    underWay -= 1
    await rm(path, { force: true })
  }
}

/** Removes what uploads left behind that a crash interrupted; before the first request. */
export async function forgetUploads(dataDir: string): Promise<void> {
  await rm(join(dataDir, FOLDER), { recursive: true, force: true })
}

async function receive(request: FastifyRequest, path: string, maxBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw noFile()
  const limits = { files: 1, fields: 0, parts: 1, fileSize: maxBytes }
  const part = await request.file({ limits }).catch(malformed)
  if (part === undefined) throw noFile()
  const { bytes, sha256 } = await store(part, path).catch(malformed)
  if (part.file.truncated) throw tooLarge(maxBytes)
  if (bytes === 0)
    throw new Refused(400, { code: 'empty-file', because: '文件是空的，请重新选择。', field: 'file' })
  return { path, name: fileName(part.filename), bytes, sha256 }
}

async function store(part: MultipartFile, path: string): Promise<{ bytes: number; sha256: Buffer }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      bytes += chunk.length
      next(null, chunk)
    },
  })
  await pipeline(part.file, measure, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  return { bytes, sha256: hash.digest() }
}

/** The last part of the name the browser gave, without what could end a line; it is shown, never a path. */
function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  return last.replaceAll(/\p{Cc}/gu, '').slice(0, 200) || '未命名'
}

/** The parser's complaints about what came have no code; those of the disk and of limits have. */
function malformed(error: unknown): never {
  if (errorCode(error) !== '') throw error
  throw new Refused(400, { code: 'broken-upload', because: '文件没有传完整，请重新上传。', field: 'file' })
}

function noFile(): Refused {
  return new Refused(400, { code: 'no-file', because: '没有收到文件，请选择一个文件再上传。', field: 'file' })
}

function tooLarge(maxBytes: number): Refused {
  const megabytes = Math.floor(maxBytes / 1024 ** 2)
  return new Refused(413, {
    code: 'too-large',
    because: `文件超过 ${megabytes} MB，请拆分后再上传。`,
    field: 'file',
  })
}
