/** @jsxImportSource ../dom */
import { ownProblems, stateProblem, withdrawProblem } from '#contract/topic-lineage.ts'
import type { OwnProblems } from '#contract/topic-lineage.ts'
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { keep, recall } from '../lib/keep.ts'
import { load } from '../lib/load.ts'
import { uuid } from '../lib/uuid.ts'
import { Form, noTrouble } from '../ui/form.tsx'
import type { Read } from '../ui/form.tsx'
import { loading } from '../ui/loading.tsx'
import { Button, Choice, Notice, Page } from '../ui/parts.tsx'

/** Where the words stay that were typed and not sent yet. */
const DRAFT = 'draft.problem'
const MOST = 500
const SUBJECTS =
  '语文 数学 英语 物理 化学 生物 道德与法治 历史 地理 科学 音乐 体育 美术 信息科技 劳动 综合实践 心理健康 幼儿园 班主任 综合'

/** What I stated from my practice, where it went, and a form for more. */
export function ProblemsPage(): Node {
  const loaded = load('problems', () => call(ownProblems, {}))
  const again = (): void => loaded.get().again()
  return (
    <Page title={t('小课题')} back="/m/mine">
      {loading(loaded, (value) => [formOf(value, again), listOf(value, again)])}
    </Page>
  )
}

function formOf(value: OwnProblems, again: () => void): Child {
  const [action] = value.actions
  const [first] = value.rounds
  if (action?.enabled !== true || first === undefined) return <Notice>{action?.whyNot ?? ''}</Notice>
  const trouble = noTrouble()
  let key = uuid()
  const send = async (read: Read) => {
    const text = read('text').trim()
    const body = {
      key,
      round: read('round') || first.id,
      person: null,
      text,
      subject: read('subject'),
      stage: value.stage,
    }
    const answer = await call(stateProblem, { body })
    if (!answer.ok) return answer
    key = uuid()
    keep(DRAFT, null)
    again()
    return null
  }
  return (
    <Form trouble={trouble} send={send} word={t('提交')}>
      <p class="soft">{t('写教学里真实遇到的困难，一条写一件事。{day} 截止。', { day: first.until })}</p>
      {value.rounds.length < 2 ? null : (
        <Choice
          label={t('轮次')}
          name="round"
          value={first.id}
          options={value.rounds.map((round) => [round.id, round.title] as const)}
        />
      )}
      {subjectChoice(value.subject)}
      {textArea()}
    </Form>
  )
}

function subjectChoice(own: string | null): Node {
  const subjects = [...new Set([own ?? '综合', ...SUBJECTS.split(' ')])]
  const options = subjects.map((subject) => [subject, t(subject)] as const)
  return <Choice label={t('学科')} name="subject" value={subjects[0] ?? ''} options={options} />
}

function textArea(): Node {
  const begin = (area: HTMLTextAreaElement): void => {
    area.rows = 5
    area.maxLength = MOST
    area.value = recall<string | null>(DRAFT, null) ?? ''
  }
  return (
    <label class="field">
      <span>{t('问题（10 至 500 字）')}</span>
      <textarea
        name="text"
        required
        made={begin}
        onInput={(event) => keep(DRAFT, event.currentTarget.value)}
      />
    </label>
  )
}

type Own = OwnProblems['problems'][number]

function listOf({ problems }: OwnProblems, again: () => void): Child {
  if (problems.length === 0) return <Notice>{t('您还没有提出问题。')}</Notice>
  return [
    <h2>{t('我提出的问题 {n} 个', { n: problems.length })}</h2>,
    problems.map((one) => problemOf(one, again)),
  ]
}

function problemOf(one: Own, again: () => void): Node {
  const refused = cell('')
  const withdraw = async (): Promise<void> => {
    const answer = await call(withdrawProblem, { params: { id: one.id }, body: { key: uuid() } })
    if (answer.ok) again()
    else refused.set(answer.problem.because)
  }
  return (
    <article class="card">
      <p>{one.text}</p>
      <p class="soft">{one.subject}</p>
      {one.went.length === 0 ? (
        <p class="soft">{t('还没有归入主题。')}</p>
      ) : (
        <ol>
          {one.went.map((theme) => (
            <li>
              <span class="soft">{t(theme.levelWord)}</span> {theme.title}
            </li>
          ))}
        </ol>
      )}
      {one.actions[0]?.enabled === true ? <Button word={t('撤回')} press={() => void withdraw()} /> : null}
      {live(refused, (words) => (words === '' ? null : <Notice bad>{words}</Notice>))}
    </article>
  )
}
