import { createReadStream } from 'node:fs'
import type { FileReply } from '#kernel/call.ts'
import type { StoredFile } from '#kernel/files.ts'

/** A kept file as a reply, streamed from disk. */
export function fileReply(file: StoredFile): FileReply {
  return { file: createReadStream(file.path), name: file.name, type: file.type }
}
