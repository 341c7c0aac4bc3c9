/** @jsxImportSource ../dom */
import type * as z from 'zod'
import { addVersion, handIn, workPage, works } from '#contract/works.ts'
import type { WorkRow } from '#contract/works.ts'
import { t } from '../../lib/t.ts'
import { EVENTS, LEVEL_WORDS, STANDINGS, USUAL_KINDS } from '../../lib/work-words.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { load } from '../lib/load.ts'
import { now } from '../lib/time.ts'
import { uuid } from '../lib/uuid.ts'
import { fileField } from '../ui/file-field.tsx'
import { Field, Form, noTrouble } from '../ui/form.tsx'
import type { Read } from '../ui/form.tsx'
import { loading } from '../ui/loading.tsx'
import { Button, Choice, Notice, Page } from '../ui/parts.tsx'

/** My works of the year and how far each has come, and handing in another. */
export function WorksPage(): Node {
  const year = new Date(now()).getFullYear()
  const ask = () => call(works, { query: { year, mine: 'authored', limit: 200 } })
  const loaded = load('works', ask)
  const again = (): void => loaded.get().again()
  return (
    <Page title={t('我的作品')} back="/m/mine">
      {newWork(again)}
      {loading(loaded, ({ rows }) => listOf(rows, again))}
    </Page>
  )
}

function listOf(rows: readonly WorkRow[], again: () => void): Child {
  if (rows.length === 0) return <Notice>{t('今年还没有作品。')}</Notice>
  return [<h2>{t('今年的作品 {n} 件', { n: rows.length })}</h2>, rows.map((row) => workOf(row, again))]
}

type Said = z.output<NonNullable<typeof workPage.reply>>['events']

function workOf(row: WorkRow, again: () => void): Node {
  const said = cell<Said | null>(null)
  const trouble = noTrouble()
  const open = async (): Promise<void> => {
    const answer = await call(workPage, { params: { id: row.id } })
    if (answer.ok) said.set(answer.value.events)
    else trouble.set(answer.problem)
  }
  return (
    <article class="card">
      <p>{row.title}</p>
      <p class="soft">{[t(row.kind), row.on, t(STANDINGS[row.standing].title)].join(' · ')}</p>
      {live(trouble, (problem) => (problem === null ? null : <Notice bad>{problem.because}</Notice>))}
      {live(said, (events) =>
        events === null ? (
          <Button word={t('审阅意见和新的一稿')} press={() => void open()} />
        ) : (
          [eventsOf(events), nextVersion(row.id, again)]
        ),
      )}
    </article>
  )
}

function eventsOf(events: Said): Node {
  if (events.length === 0) return <p class="soft">{t('还没有审阅意见。')}</p>
  return (
    <ul class="plain">
      {events.map(({ kind, level, version, words }) => (
        <li>
          <span class="soft">
            {t('第 {n} 稿', { n: version })} {t(LEVEL_WORDS[level])}
            {t(EVENTS[kind])}
          </span>{' '}
          {words}
        </li>
      ))}
    </ul>
  )
}

const textField = (): Node => (
  <label class="field">
    <span>{t('正文（没有文件时填写）')}</span>
    <textarea name="text" />
  </label>
)

function newWork(again: () => void): Node {
  const trouble = noTrouble()
  const { field, sent, forget } = fileField(trouble)
  let key = uuid()
  const send = async (read: Read) => {
    const upload = await sent()
    if (upload === undefined) return trouble.get()
    const on = new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const body = {
      key,
      title: read('title'),
      kind: read('kind'),
      text: read('text').trim() || null,
      upload,
      on,
    }
    const answer = await call(handIn, { body })
    if (!answer.ok) return answer
    key = uuid()
    forget()
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
      {field}
      {textField()}
    </Form>
  )
}

function nextVersion(id: string, again: () => void): Node {
  const trouble = noTrouble()
  const { field, sent, forget } = fileField(trouble)
  const key = uuid()
  const send = async (read: Read) => {
    const upload = await sent()
    if (upload === undefined) return trouble.get()
    const body = { key, text: read('text').trim() || null, upload }
    const answer = await call(addVersion, { params: { id }, body })
    if (!answer.ok) return answer
    forget()
    again()
    return null
  }
  return (
    <Form trouble={trouble} send={send} word={t('提交新的一稿')}>
      {field}
      {textField()}
    </Form>
  )
}
