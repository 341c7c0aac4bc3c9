/** @jsxImportSource ../dom */
import {
  handbookPage,
  HANDBOOK_GRADES,
  withdrawHandbookEntry,
  writeHandbookEntry,
} from '#contract/handbook.ts'
import type { HandbookItem, HandbookPage as Handbook } from '#contract/handbook.ts'
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { keep, recall } from '../lib/keep.ts'
import { load } from '../lib/load.ts'
import { now } from '../lib/time.ts'
import { uuid } from '../lib/uuid.ts'
import { Form, noTrouble } from '../ui/form.tsx'
import type { Read } from '../ui/form.tsx'
import { loading } from '../ui/loading.tsx'
import { Button, Choice, Notice, Page } from '../ui/parts.tsx'

/** What was typed and not sent yet, with the key it will be sent under: a second try has no second effect. */
const DRAFT = 'draft.handbook'
type Draft = { key: string; kind: string; activity: string; on: string; title: string; text: string }
const MOST = 2000

const today = (): string => new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** My handbook of the year: what I write down after an activity, and what is in it by itself. */
export function HandbookPage(): Node {
  const year = Number(today().slice(0, 4))
  const loaded = load('handbook', () => call(handbookPage, { params: { person: 'own', year } }))
  const again = (): void => loaded.get().again()
  return (
    <Page title={t('行动手册')} back="/m/mine">
      {loading(loaded, (value) => [formOf(value, again), summaryOf(value), listOf(value, again)])}
    </Page>
  )
}

/** The draft that is kept, or a new one: of the newest activity that has no record yet. */
function draftOf(value: Handbook): Draft {
  const [first] = value.activities
  const blank = { key: uuid(), kind: value.recordKind, activity: '', on: today(), title: '', text: '' }
  const start = first === undefined ? blank : { ...blank, ...aboutActivity(first) }
  return recall<Draft | null>(DRAFT, null) ?? start
}

function aboutActivity({ id, title, on }: Handbook['activities'][number]): Partial<Draft> {
  return { activity: id, on, title: title.slice(0, 60) }
}

function formOf(value: Handbook, again: () => void): Child {
  const write = value.actions.find(({ id }) => id === 'write')
  if (write?.enabled !== true) return <Notice>{write?.whyNot ?? ''}</Notice>
  const drawn = cell(draftOf(value))
  const change = (more: Partial<Draft>): Draft => {
    const next = { ...(recall<Draft | null>(DRAFT, null) ?? drawn.get()), ...more }
    keep(DRAFT, next)
    return next
  }
  return live(drawn, (draft) => entryForm(value, draft, { change, redraw: (next) => drawn.set(next), again }))
}

type Steps = { change: (more: Partial<Draft>) => Draft; redraw: (draft: Draft) => void; again: () => void }

function entryForm(value: Handbook, draft: Draft, { change, redraw, again }: Steps): Node {
  const trouble = noTrouble()
  const send = async (read: Read) => {
    const text = read('text').trim()
    const { activity, ...said } = change({ text, title: read('title').trim(), on: read('on') })
    const body = { ...said, activity: said.kind === value.recordKind && activity !== '' ? activity : null }
    const answer = await call(writeHandbookEntry, { body })
    if (!answer.ok) return answer
    keep(DRAFT, null)
    again()
    return null
  }
  const about = (id: string): void => {
    const chosen = value.activities.find((one) => one.id === id)
    redraw(change(chosen === undefined ? { activity: '' } : aboutActivity(chosen)))
  }
  return (
    <Form trouble={trouble} send={send} word={t('记下')}>
      <Choice
        label={t('写什么')}
        name="kind"
        value={draft.kind}
        options={value.kinds.map(({ id, title }) => [id, t(title)] as const)}
        choose={(kind) => redraw(change({ kind }))}
      />
      {draft.kind !== value.recordKind ? null : (
        <Choice
          label={t('哪次活动')}
          name="activity"
          value={draft.activity}
          options={[
            ...value.activities.map(({ id, title, on }) => [id, `${on.slice(5)} ${title}`] as const),
            ['', t('不是某次活动')] as const,
          ]}
          choose={about}
        />
      )}
      {lineField('on', t('日期'), draft.on, 'date', (on) => change({ on }))}
      {lineField('title', t('标题'), draft.title, 'text', (title) => change({ title }))}
      {textArea(draft.text, (text) => change({ text }))}
      <p class="soft">{t('没有网络时内容存在手机里，有网再点“记下”。')}</p>
    </Form>
  )
}

function lineField(
  name: string,
  label: string,
  value: string,
  type: 'date' | 'text',
  typed: (text: string) => void,
): Node {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        type={type}
        required
        made={(input) => (input.value = value)}
        onInput={(event) => typed(event.currentTarget.value)}
      />
    </label>
  )
}

function textArea(text: string, typed: (text: string) => void): Node {
  const begin = (area: HTMLTextAreaElement): void => {
    area.rows = 5
    area.maxLength = MOST
    area.value = text
  }
  return (
    <label class="field">
      <span>{t('内容：做了什么、有什么收获')}</span>
      <textarea name="text" required made={begin} onInput={(event) => typed(event.currentTarget.value)} />
    </label>
  )
}

function summaryOf({ items, hours, checks, parts }: Handbook): Child {
  const count = (part: string): number => items.filter((one) => one.part === part).length
  return [
    <h2>{t('今年 {n} 条，研修 {hours} 学时', { n: items.length, hours })}</h2>,
    <p class="soft">{parts.map(({ id, title }) => `${t(title)} ${count(id)}`).join(' · ')}</p>,
    ...checks.toReversed().map(({ month, grade, remark }) => (
      <p>
        {t('{n} 月：学校评为{grade}', { n: month, grade: t(HANDBOOK_GRADES[grade]) })} {remark}
      </p>
    )),
  ]
}

function listOf({ items }: Handbook, again: () => void): Child {
  if (items.length === 0)
    return <Notice>{t('手册还是空的。参加活动、提交作品后自动汇入，也可以自己记。')}</Notice>
  const months = [...Map.groupBy(items.toReversed(), ({ on }) => Number(on.slice(5, 7)))]
  return months.map(([month, own]) => [
    <h2>{t('{n} 月', { n: month })}</h2>,
    own.map((item) => itemOf(item, again)),
  ])
}

function itemOf(item: HandbookItem, again: () => void): Node {
  const refused = cell('')
  const withdraw = async (): Promise<void> => {
    const answer = await call(withdrawHandbookEntry, { params: { id: item.id }, body: { key: uuid() } })
    if (answer.ok) again()
    else refused.set(answer.problem.because)
  }
  const facts = [
    item.on.slice(5),
    t(item.kindWord),
    item.hours === null ? '' : t('{hours} 学时', { hours: item.hours }),
  ]
  return (
    <article class="card">
      <p>{item.title}</p>
      <p class="soft">{facts.filter(Boolean).join(' · ')}</p>
      {item.own && item.text !== '' ? <p>{item.text}</p> : null}
      {live(refused, (because) => (because === '' ? null : <Notice bad>{because}</Notice>))}
      {item.own ? <Button word={t('撤回')} press={() => void withdraw()} /> : null}
    </article>
  )
}
