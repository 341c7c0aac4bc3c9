import * as contract from '#contract/upload.ts'
import { Refused } from '#lib/refusal.ts'
import { handle, handlePiece, inWork, type Handler, type PieceCall, type PieceReply } from '../../call.ts'
import { once } from '../../once.ts'
import { oneAtATime } from './turns.ts'
import { beginUpload, come, dropUpload, findUpload, takePiece, type UploadRow } from './service.ts'

/** The routes of uploads that come in pieces: tus 1.0 core, checksum and termination; begun by a route of our own. */
export const uploadHandlers: readonly Handler[] = [
  handle(contract.beginUpload, (call) => {
    const { key, ...wanted } = call.body
    return once(call, { key, action: 'begin-upload', content: wanted }, () => beginUpload(call, wanted))
  }),
  handlePiece(contract.uploadState, async (call) => stateOf(call, await rowOf(call))),
  handlePiece(contract.uploadPiece, (call) =>
    oneAtATime(call.params.id, call.source, async () => {
      const upload = await rowOf(call)
      const piece = { offset: offsetOf(call), sha256: checksumOf(call), source: call.source }
      const reached = await takePiece(call.runtime, call.sessionHash, upload, piece)
      return { status: 204, headers: { ...TUS, 'upload-offset': String(reached) } }
    }),
  ),
  handle(contract.dropUpload, async (call) => {
    await dropUpload(call, call.runtime, call.params.id)
    return { done: true as const }
  }),
]

const TUS = { 'tus-resumable': contract.TUS_VERSION, 'cache-control': 'no-store' }

type Asked = PieceCall<{ id: string }>

function rowOf({ runtime, sessionHash, params }: Asked): Promise<UploadRow> {
  return inWork(runtime, sessionHash, (work) => findUpload(work, params.id))
}

async function stateOf({ runtime }: Asked, upload: UploadRow): Promise<PieceReply> {
  const headers = {
    'upload-offset': String(await come(runtime, upload)),
    'upload-length': String(upload.bytes),
  }
  return { status: 200, headers: { ...TUS, ...headers } }
}

/** @throws Refused 400 without the place where the piece begins. */
function offsetOf({ headers }: Asked): number {
  const given = headers['upload-offset'] ?? ''
  if (/^\d{1,15}$/.test(given)) return Number(given)
  throw new Refused(400, { code: 'upload-offset', because: '续传缺少起点（Upload-Offset）。' })
}

/** @throws Refused 400 for a checksum of another kind than SHA-256. */
function checksumOf({ headers }: Asked): Buffer | null {
  const given = headers['upload-checksum']
  if (given === undefined) return null
  const sha256 = Buffer.from(/^sha256 ([\d+/A-Za-z]{43}=)$/.exec(given)?.[1] ?? '', 'base64')
  if (sha256.length === 32) return sha256
  throw new Refused(400, { code: 'upload-checksum', because: '校验值（Upload-Checksum）应为 sha256。' })
}
