/** @jsxImportSource ../dom */
import type { Problem } from '#contract/common.ts'
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import type { Result } from '../lib/check-in.ts'
import type { CheckedIn } from '../lib/shapes.ts'
import { Icon } from './icon.tsx'
import type { Drawing } from './icon.tsx'
import { Button, Go, Skeleton } from './parts.tsx'

function Card(props: { icon: Drawing; title: string; tone?: string; children: Child }): Node {
  return (
    <section class={`result ${props.tone ?? ''}`} role="status">
      <div class="shape">
        <Icon of={props.icon} />
      </div>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

/** The headline and what else there is to say; the server's first sentence is the headline, and is said once. */
function headlined({ outcome, words }: CheckedIn): { title: string; rest: string } {
  if (outcome === 'not-open') return { title: t('还没有开放'), rest: words }
  const end = words.indexOf('。')
  return end === -1 ? { title: words, rest: '' } : { title: words.slice(0, end), rest: words.slice(end + 1) }
}

function Answered(props: { reply: CheckedIn }): Node {
  const { reply } = props
  const waits = reply.outcome === 'not-open'
  const { title, rest } = headlined(reply)
  return (
    <Card icon={waits ? 'waits' : 'done'} title={title} tone={waits ? 'waits' : ''}>
      <p class="what">
        {reply.activity}
        <br />
        {[t('第 {slot} 场', { slot: reply.slot }), reply.status === null ? null : t(reply.status)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {rest === '' ? null : <p>{rest}</p>}
      {waits ? <p>{t('到时自动再试，请让这一页开着；大屏上的码换过了，就再扫一次。')}</p> : null}
    </Card>
  )
}

const home = (look: 'main' | 'wide'): Node => (
  <Go to="/m" class={look}>
    {t('回到今日')}
  </Go>
)

/** What came of checking in, in words, and what can be done next. `kept` draws what waits to be sent. */
export function showResult(result: Result | null, kept: (problem: Problem) => Child): Child {
  if (result === null || result.kind === 'signed-out') return <Skeleton />
  if (result.kind === 'kept') return kept(result.problem)
  if (result.kind === 'answered') return [<Answered reply={result.reply} />, home('main')]
  return [
    <Card icon="refused" title={t('没有签上')} tone="refused">
      <p>{result.problem.because}</p>
      {result.problem.basis === undefined ? null : <p class="soft">{result.problem.basis}</p>}
    </Card>,
    <Go to="/m/scan" class="main">
      {t('重新扫码')}
    </Go>,
    <Go to="/m/code" class="wide">
      {t('输入短码')}
    </Go>,
  ]
}

/** Says that a code is safe in the phone, or that nothing was sent. */
export function Kept(props: { title: string; words: string; retry: string; again: () => void }): Node {
  return (
    <>
      <Card icon="kept" title={props.title} tone="waits">
        <p>{props.words}</p>
      </Card>
      <Button class="main" word={props.retry} press={props.again} />
      {home('wide')}
    </>
  )
}
