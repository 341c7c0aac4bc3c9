/** @jsxImportSource ../dom */
import { handIn, works } from '#contract/works.ts'
import type { WorkRow } from '#contract/works.ts'
import { megabytes } from '../../lib/bytes.ts'
import { Failure } from '../../lib/call.ts'
import { sendInPieces } from '../../lib/resumable.ts'
import type { Progress } from '../../lib/resumable.ts'
import { t } from '../../lib/t.ts'
import { STANDINGS, USUAL_KINDS } from '../../lib/work-words.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live, onLeave } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { load } from '../lib/load.ts'
import { now } from '../lib/time.ts'
import { uuid } from '../lib/uuid.ts'
import { Field, Form, noTrouble } from '../ui/form.tsx'
import type { Read } from '../ui/form.tsx'
import { loading } from '../ui/loading.tsx'
import { Choice, Notice, Page } from '../ui/parts.tsx'

/** My works of the year and how far each has come, and handing in another. */
export function WorksPage(): Node {
  const year = new Date(now()).getFullYear()
  const ask = () => call(works, { query: { year, mine: 'authored', limit: 200 } })
  const loaded = load('works', ask)
  const again = (): void => loaded.get().again()
  return (
    <Page title={t('我的作品')} back="/m/mine">
      {formOf(again)}
      {loading(loaded, ({ rows }) => listOf(rows))}
    </Page>
  )
}

function listOf(rows: readonly WorkRow[]): Child {
  if (rows.length === 0) return <Notice>{t('今年还没有作品。')}</Notice>
  return [
    <h2>{t('今年的作品 {n} 件', { n: rows.length })}</h2>,
    rows.map((row) => (
      <article class="card">
        <p>{row.title}</p>
        <p class="soft">{[t(row.kind), row.on, t(STANDINGS[row.standing].title)].join(' · ')}</p>
      </article>
    )),
  ]
}

/** A file is on its way from when it is chosen; the rest can be filled in meanwhile. */
function formOf(again: () => void): Node {
  const trouble = noTrouble()
  const progress = cell<Progress | null>(null)
  const leaving = new AbortController()
  onLeave(() => leaving.abort())
  let sending: Promise<string> | null = null
  let key = uuid()
  let bytes = 0
  const choose = (input: HTMLInputElement): void => {
    const file = input.files?.[0]
    if (file === undefined) return
    bytes = file.size
    trouble.set(null)
    sending = sendInPieces(file, (state) => progress.set(state), leaving.signal, uuid)
    sending.catch((error: unknown) => {
      progress.set(null)
      if (error instanceof Failure) trouble.set(error.problem)
    })
  }
  const send = async (read: Read) => {
    const upload = sending === null ? null : await sending.catch(() => null)
    if (sending !== null && upload === null) return trouble.get()
    const [title, kind, text] = [read('title'), read('kind'), read('text').trim() || null]
    const on = new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const answer = await call(handIn, { body: { key, title, kind, text, upload, on } })
    if (!answer.ok) return answer
    key = uuid()
    sending = null
    progress.set(null)
    again()
    return null
  }
  return (
    <Form trouble={trouble} send={send} word={t('提交作品')}>
      <Field trouble={trouble} name="title" label={t('题目')} autocomplete="off" />
      <Choice
        label={t('类型')}
        name="kind"
        value={USUAL_KINDS[0] ?? ''}
        options={USUAL_KINDS.map((kind) => [kind, t(kind)] as const)}
      />
      <label class="field">
        <span>{t('文件（文档、照片、音频、视频）')}</span>
        <input type="file" id="work-file" onChange={(event) => choose(event.currentTarget)} />
      </label>
      {live(progress, (state) => (state === null ? null : <p role="status">{wordsOf(state, bytes)}</p>))}
      <label class="field">
        <span>{t('正文（没有文件时填写）')}</span>
        <textarea name="text" />
      </label>
    </Form>
  )
}

function wordsOf({ sent, waiting }: Progress, bytes: number): string {
  const numbers = { sent: megabytes(sent), all: megabytes(bytes) }
  if (waiting) return t('网络断开，已传 {sent}，共 {all}；恢复后自动续传', numbers)
  return sent >= bytes ? t('已上传 {all}', numbers) : t('已传 {sent}，共 {all}', numbers)
}
