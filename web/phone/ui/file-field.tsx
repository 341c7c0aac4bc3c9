/** @jsxImportSource ../dom */
import { megabytes } from '../../lib/bytes.ts'
import { Failure } from '../../lib/call.ts'
import { sendInPieces } from '../../lib/resumable.ts'
import type { Progress } from '../../lib/resumable.ts'
import { t } from '../../lib/t.ts'
import { live, onLeave } from '../dom/live.ts'
import { cell } from '../lib/cell.ts'
import { uuid } from '../lib/uuid.ts'
import type { Trouble } from './form.tsx'

/** A file on its way: `sent` resolves to the upload's id, to null where none was chosen, to undefined when it was refused. */
export type Sending = { field: Node; sent: () => Promise<string | null | undefined>; forget: () => void }

/** A file is on its way from when it is chosen; the rest of a form can be filled in meanwhile. */
export function fileField(trouble: Trouble): Sending {
  const progress = cell<Progress | null>(null)
  const leaving = new AbortController()
  onLeave(() => leaving.abort())
  let sending: Promise<string | undefined> | null = null
  let bytes = 0
  const choose = (input: HTMLInputElement): void => {
    const file = input.files?.[0]
    if (file === undefined) return
    bytes = file.size
    trouble.set(null)
    const refused = (error: unknown): undefined => {
      progress.set(null)
      if (error instanceof Failure) trouble.set(error.problem)
      return undefined
    }
    sending = sendInPieces(file, (state) => progress.set(state), leaving.signal, uuid).catch(refused)
  }
  const field = (
    <div>
      <label class="field">
        <span>{t('文件（文档、照片、音频、视频）')}</span>
        <input type="file" onChange={(event) => choose(event.currentTarget)} />
      </label>
      {live(progress, (state) => (state === null ? null : <p role="status">{wordsOf(state, bytes)}</p>))}
    </div>
  )
  const forget = (): void => {
    sending = null
    progress.set(null)
  }
  return { field, sent: () => sending ?? Promise.resolve(null), forget }
}

function wordsOf({ sent, waiting }: Progress, bytes: number): string {
  const numbers = { sent: megabytes(sent), all: megabytes(bytes) }
  if (waiting) return t('网络断开，已传 {sent}，共 {all}；恢复后自动续传', numbers)
  return sent >= bytes ? t('已上传 {all}', numbers) : t('已传 {sent}，共 {all}', numbers)
}
