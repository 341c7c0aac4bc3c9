/** @jsxImportSource ../dom */
import type * as z from 'zod'
import { library, rateWork } from '#contract/library.ts'
import type { libraryRow } from '#contract/library.ts'
import { workFile, workPage } from '#contract/works.ts'
import { megabytes } from '../../lib/bytes.ts'
import { address } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import type { Cell } from '../lib/cell.ts'
import { Field, Form, noTrouble } from '../ui/form.tsx'
import type { Read } from '../ui/form.tsx'
import { Button, Notice, Page } from '../ui/parts.tsx'

type Row = z.output<typeof libraryRow>
type Found = { total: number; rows: readonly Row[] }

/** So many are shown; more means: say it more closely. */
const MOST = 30
/** The server counts no further. */
const MANY = 1001

/** The library: looked through by words, read and taken away, rated. */
export function LibraryPage(): Node {
  const trouble = noTrouble()
  const found = cell<Found | null>(null)
  const ask = async (q: string) => {
    const answer = await call(library, { query: { q, limit: MOST } })
    if (!answer.ok) return answer
    found.set(answer.value)
    return null
  }
  void ask('')
  return (
    <Page title={t('资源库')} back="/m/mine">
      <Form trouble={trouble} send={(read: Read) => ask(read('q').trim())} word={t('查找')}>
        <Field trouble={trouble} name="q" label={t('题目、正文、作者里的字词')} autocomplete="off" />
      </Form>
      {live(found, (value) => (value === null ? null : listOf(value)))}
    </Page>
  )
}

function listOf({ total, rows }: Found): Child {
  if (rows.length === 0) return <Notice>{t('没有符合的资源。换几个字再查。')}</Notice>
  return [
    <p class="soft" role="status">
      {total >= MANY ? t('找到 1,000 件以上') : t('找到 {n} 件', { n: total })}
    </p>,
    rows.map(entryOf),
  ]
}

function entryOf(row: Row): Node {
  const opened = cell<Child>(null)
  const about = [t(row.kind), row.stage, row.subject, row.authors, row.unit].filter(Boolean).join(' · ')
  return (
    <article class="card">
      <p>{row.title}</p>
      <p class="soft">{about}</p>
      {live(opened, (content) => content ?? <Button word={t('打开')} press={() => void open(row, opened)} />)}
    </article>
  )
}

async function open(row: Row, opened: Cell<Child>): Promise<void> {
  const answer = await call(workPage, { params: { id: row.id } })
  if (!answer.ok) return opened.set(<Notice bad>{answer.problem.because}</Notice>)
  const { versions, text, library: shelf } = answer.value
  const version = versions.find((one) => one.version === shelf?.version)
  const href = address(workFile, { id: row.id, version: version?.version }, {})
  opened.set([
    version?.file == null ? null : (
      <a href={href} class="main" download>
        {t('下载 {name}（{size}）', { name: version.file.name, size: megabytes(version.file.bytes) })}
      </a>
    ),
    text === null ? null : text.split('\n').map((line) => <p>{line}</p>),
    ratingOf(row.id, shelf?.own ?? null),
  ])
}

function ratingOf(id: string, own: number | null): Node {
  const given = cell(own)
  const rate = async (stars: number): Promise<void> => {
    const answer = await call(rateWork, { params: { id }, body: { stars } })
    if (answer.ok) given.set(stars)
  }
  const button = (stars: number, now: number | null): Node => (
    <button type="button" id={`${id}-${stars}`} aria-pressed={now === stars} onClick={() => void rate(stars)}>
      {t('{n} 星', { n: stars })}
    </button>
  )
  return live(given, (now) => (
    <div class="choice" role="group" aria-label={t('我的评分')}>
      {[1, 2, 3, 4, 5].map((stars) => button(stars, now))}
    </div>
  ))
}
