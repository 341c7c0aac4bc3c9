/**
 * Files that come in pieces, over lines that break: an upload is begun, then its pieces are sent by the protocol tus 1.0
 * (https://tus.io), which any tus client speaks: HEAD says how much has come, PATCH adds at that place.
 */
import * as z from 'zod'
import { done, id, idParams, requestKey } from './common.ts'
import { route } from './route.ts'

/** Everyone who may hand something in. */
export const handsIn = ['officer', 'cluster', 'school', 'teacher'] as const

export const TUS_VERSION = '1.0.0'
/** The content type of a piece, by the protocol. */
export const PIECE_TYPE = 'application/offset+octet-stream'

export const beginUpload = route({
  method: 'POST',
  path: '/api/uploads',
  roles: handsIn,
  summary: '开始上传一个文件；之后按 tus 1.0 协议续传',
  body: z.object({
    key: requestKey,
    name: z.string().min(1).max(200),
    bytes: z.int().positive(),
    /** Hexadecimal; what arrives is refused when it is another. */
    sha256: z
      .string()
      .regex(/^[\da-f]{64}$/)
      .optional(),
  }),
  reply: z.object({ id }),
})
/** Upload-Offset in the answer: bytes that have come; Upload-Length: bytes in all. */
export const uploadState = route({
  method: 'HEAD',
  path: '/api/uploads/:id',
  roles: handsIn,
  summary: '已收到多少字节（tus）',
  params: idParams,
})
/** Body: bytes from Upload-Offset on; Upload-Checksum, where given, is checked before they count. */
export const uploadPiece = route({
  method: 'PATCH',
  path: '/api/uploads/:id',
  roles: handsIn,
  summary: '续传一段（tus）',
  params: idParams,
})
export const dropUpload = route({
  method: 'DELETE',
  path: '/api/uploads/:id',
  roles: handsIn,
  summary: '放弃一次上传',
  params: idParams,
  reply: done,
})
