/** @jsxImportSource ../phone/dom */
import { handIn, handInMine, myQuestionnaires, openQuestionnaire } from '#contract/open-questionnaire.ts'
import type { MyForm, OpenForm } from '#contract/open-questionnaire.ts'
import type { Answers } from '#contract/questionnaire.ts'
import { t } from '../lib/t.ts'
import { live, onLeave } from '../phone/dom/live.ts'
import { call, passing } from '../phone/lib/api.ts'
import type { Answer as Reply } from '../phone/lib/api.ts'
import { cell } from '../phone/lib/cell.ts'
import type { Cell } from '../phone/lib/cell.ts'
import { Button, Go, Notice, Page, Skeleton } from '../phone/ui/parts.tsx'
import { isAnswered, keepDraft, noteHandedIn, recallDraft, wasHandedIn } from './draft.ts'
import { Question } from './questions.tsx'

type Form = Pick<OpenForm, 'title' | 'intro' | 'questions' | 'anonymous' | 'least' | 'closesOn'> & {
  by: string
  shared: boolean
  done: boolean
  closed: string | null
}
type Sent = Reply<{ state: 'received' | 'already' }>
type Source = { name: string; ask: () => Promise<Reply<Form>>; send: (answers: Answers) => Promise<Sent> }

const CLOSED: Record<string, string> = {
  draft: '这份问卷还没有发放。',
  waiting: '还没到开放日，请到时再填。',
  closed: '这份问卷已截止，谢谢您的关注。',
}

/** A questionnaire without names, by its code or link. */
export function AnonymousPage({ token }: { token: string }): Node {
  const ask = async (): Promise<Reply<Form>> => {
    const reply = await call(openQuestionnaire, { params: { token } })
    if (!reply.ok) return reply
    const form: OpenForm = reply.value
    const by = [form.unit, form.group].filter((word) => word !== null && word !== '').join(' · ')
    return {
      ok: true,
      value: { ...form, by, done: form.state === 'used', closed: CLOSED[form.state] ?? null },
    }
  }
  const send = (body: Answers): Promise<Sent> => call(handIn, { params: { token }, body })
  return <FormPage source={{ name: token, ask, send }} />
}

/** A questionnaire with names, for who is signed in. */
export function NamedPage({ id }: { id: string }): Node {
  const ask = async (): Promise<Reply<Form>> => {
    const reply = await call(myQuestionnaires, {})
    if (!reply.ok) return reply
    const form: MyForm | undefined = reply.value.forms.find((one) => one.id === id)
    if (form === undefined) {
      const problem = { code: 'not-found', because: t('没有请您填写的这份问卷。') }
      return { ok: false, status: 404, problem, retryAfter: null }
    }
    return { ok: true, value: { ...form, by: '', shared: false, closed: CLOSED[form.state] ?? null } }
  }
  const send = (body: Answers): Promise<Sent> => call(handInMine, { params: { id }, body })
  return <FormPage source={{ name: id, ask, send }} />
}

type State =
  | { is: 'asking' }
  | { is: 'refused'; because: string; again: boolean }
  | { is: 'filling'; form: Form }
  | { is: 'thanks'; form: Form; already: boolean }

function FormPage({ source }: { source: Source }): Node {
  const state = cell<State>({ is: 'asking' })
  void ask(source, state)
  return live(state, (now) => {
    if (now.is === 'asking') return <Page title={t('问卷')} children={<Skeleton />} />
    if (now.is === 'refused') return <Refused {...now} retry={() => void ask(source, state)} />
    if (now.is === 'thanks')
      return <Thanks {...now} another={() => state.set({ is: 'filling', form: now.form })} />
    return <Filling source={source} form={now.form} state={state} />
  })
}

async function ask(source: Source, state: Cell<State>): Promise<void> {
  const reply = await source.ask()
  if (!reply.ok) {
    const again = passing(reply)
    return state.set({ is: 'refused', because: reply.problem.because, again })
  }
  const form = reply.value
  if (form.done || (form.shared && wasHandedIn(source.name)))
    return state.set({ is: 'thanks', form, already: true })
  if (form.closed !== null) return state.set({ is: 'refused', because: t(form.closed), again: false })
  state.set({ is: 'filling', form })
}

function Refused(props: { because: string; again: boolean; retry: () => void }): Node {
  return (
    <Page title={t('问卷')} back="/w">
      <Notice bad>
        <p>{props.because}</p>
        {props.again && <p>{t('已填的内容存在手机里。')}</p>}
        {props.again && <Button word={t('再试一次')} press={props.retry} />}
      </Notice>
    </Page>
  )
}

function Thanks(props: { form: Form; already: boolean; another: () => void }): Node {
  return (
    <Page title={props.form.title}>
      <div class="result">
        <h2>{props.already ? t('已经交过') : t('已收到，谢谢')}</h2>
        <p class="what">
          {props.form.anonymous ? t('答卷不记姓名，也不记是哪个答题码交的。') : t('您的答卷已记在您的名下。')}
        </p>
        {props.form.shared && <Button word={t('替另一位再填一份')} press={props.another} />}
      </div>
    </Page>
  )
}

function Filling(props: { source: Source; form: Form; state: Cell<State> }): Node {
  const { source, form, state } = props
  let draft = recallDraft(source.name)
  const trouble = cell<string | null>(draft.sending ? t('还没有交出去，有网时自动提交。') : null)
  const count = cell(doneOf(form, draft.answers))
  const save = (next: Partial<typeof draft>): void => {
    draft = { ...draft, ...next }
    keepDraft(source.name, draft)
    count.set(doneOf(form, draft.answers))
  }
  const submit = async (): Promise<void> => {
    const open = form.questions.find((question) => !isAnswered(draft.answers, question))
    if (open !== undefined) {
      trouble.set(t('第 {n} 题还没有填。', { n: open.position }))
      return document.getElementById(`q${open.position}`)?.scrollIntoView({ block: 'center' })
    }
    const reply = await source.send({ sheet: draft.sheet, answers: [...draft.answers] })
    if (reply.ok) {
      keepDraft(source.name, null)
      noteHandedIn(source.name)
      return state.set({ is: 'thanks', form, already: reply.value.state === 'already' })
    }
    save({ sending: passing(reply) })
    trouble.set(passing(reply) ? t('已存在手机里，有网时自动提交。') : reply.problem.because)
  }
  const retry = (): void => void (draft.sending && submit())
  const timer = setInterval(retry, RETRY_MS)
  addEventListener('online', retry)
  onLeave(() => {
    clearInterval(timer)
    removeEventListener('online', retry)
  })
  const given = {
    answers: () => draft.answers,
    change: (answers: (typeof draft.answers)[number][]) => save({ answers, sending: false }),
  }
  return (
    <Page title={form.title}>
      {form.by !== '' && <p class="soft">{form.by}</p>}
      {form.intro !== '' && <p class="intro">{form.intro}</p>}
      <p class="soft">
        {form.anonymous
          ? t('本问卷不记名，满 {least} 份、截止之后才出汇总结果。', { least: form.least })
          : t('本问卷记名。')}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {form.questions.map((question) => (
          <Question question={question} given={given} />
        ))}
        {live(trouble, (words) => (words === null ? null : <Notice bad>{words}</Notice>))}
        <button type="submit" class="main">
          {t('提交')}
        </button>
        {live(count, (done) => (
          <p class="soft">
            {t('已填 {done} / {all} 题，随填随存在手机里；{until} 截止。', {
              done,
              all: form.questions.length,
              until: form.closesOn,
            })}
          </p>
        ))}
      </form>
      <Go to="/w" class="line">
        {t('填别的问卷')}
      </Go>
    </Page>
  )
}

const RETRY_MS = 20_000

function doneOf(
  { questions }: Form,
  answers: Answers['answers'] | readonly Answers['answers'][number][],
): number {
  return questions.filter(({ position }) => answers.some((one) => one.position === position)).length
}
