/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import type { Result } from '../lib/check-in.ts'
import type { CheckedIn } from '../lib/shapes.ts'
import { whenWords } from '../lib/time.ts'
import { Button, Go, Skeleton } from './parts.tsx'

function Card(props: { shape: string; title: string; tone?: string; children: Child }): Node {
  return (
    <section class={`result ${props.tone ?? ''}`} role="status">
      <div class="shape" aria-hidden="true">
        {props.shape}
      </div>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

function titleOf(reply: CheckedIn): string {
  if (reply.outcome === 'not-open') return t('还没有开放')
  return reply.outcome === 'already' ? t('您已经签过到') : t('签到成功')
}

function Answered(props: { reply: CheckedIn }): Node {
  const { reply } = props
  const waits = reply.outcome === 'not-open'
  return (
    <Card shape={waits ? '◷' : '✓'} title={titleOf(reply)} tone={waits ? 'waits' : ''}>
      <p class="what">
        {reply.activity}
        <br />
        {t('第 {slot} 场', { slot: reply.slot })}
      </p>
      {reply.status === null || reply.at === null ? null : (
        <p class="what">{`${t(reply.status)} · ${whenWords(Date.parse(reply.at))}`}</p>
      )}
      <p>{reply.words}</p>
      {waits ? <p>{t('到时自动签到,请让这一页开着。')}</p> : null}
      {reply.sharedDevice ? (
        <p class="late">{t('这部手机还为另一位老师签过到,组织者会看到这一点。')}</p>
      ) : null}
    </Card>
  )
}

const home = (look: 'main' | 'wide'): Node => (
  <Go to="/m" class={look}>
    {t('回到今日')}
  </Go>
)

/** What came of checking in, in words, and what can be done next. `kept` draws what waits to be sent. */
export function showResult(result: Result | null, kept: () => Child): Child {
  if (result === null || result.kind === 'signed-out') return <Skeleton />
  if (result.kind === 'kept') return kept()
  if (result.kind === 'answered') return [<Answered reply={result.reply} />, home('main')]
  return [
    <Card shape="✕" title={t('没有签上')} tone="refused">
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
      <Card shape="↥" title={props.title} tone="waits">
        <p>{props.words}</p>
      </Card>
      <Button class="main" word={props.retry} press={props.again} />
      {home('wide')}
    </>
  )
}
