import type { FileReply } from '#kernel/call.ts'
import type { StoredFile } from '#kernel/files.ts'

/** A kept file as a reply, streamed from where it is kept. */
export async function fileReply(file: StoredFile): Promise<FileReply> {
  return { file: await file.open(), name: file.name, type: file.type }
}
