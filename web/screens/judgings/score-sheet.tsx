import { useState } from 'react'
import { judgedFile, scoreCase } from '#contract/judging.ts'
import { address } from '../../lib/call.ts'
import { useDraft } from '../../lib/draft.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { Answers } from '../cases/answers.tsx'
import type { Judging } from './judgings.tsx'

/** One case to judge: what it says, and points for each dimension. */
export function ScoreSheet({ judging }: { judging: Judging }) {
  const { blind, category, shown, systemTitle, stageTitle, open, points, again } = judging
  return (
    <Section
      title={t('{number} 号', { number: blind })}
      aside={
        <Status tone={points !== null ? 'good' : open ? 'warn' : 'calm'}>
          {points !== null ? t('已评') : open ? t('未评') : t('已截止')}
        </Status>
      }
    >
      <p className="quiet">
        {[t(systemTitle), t(stageTitle), category === null ? '' : t(category)]
          .filter((word) => word !== '')
          .join(' · ')}
      </p>
      {again && (
        <Notice tone="warn">{t('申请人改动了评委所见的内容，此前的打分不再计入，请重新评审。')}</Notice>
      )}
      <Answers answers={shown.map(({ title, value }) => ({ title: t(title), value }))} />
      <JudgedFiles judging={judging} />
      <Sheet judging={judging} />
    </Section>
  )
}

/** Papers by number: a file's own name could tell whose it is. */
function JudgedFiles({ judging: { id, files } }: { judging: Judging }) {
  if (files.length === 0) return null
  return (
    <ul className="materials" aria-label={t('材料')}>
      {files.map(({ n, title, bytes }) => (
        <li key={n} className="material-file">
          <a href={address(judgedFile, { id, n }, {})} download>
            {t(title)}
          </a>{' '}
          <span className="quiet num">{number(Math.max(1, Math.round(bytes / 1024)))} KB</span>
        </li>
      ))}
    </ul>
  )
}

function Sheet({ judging: { id, dimensions, points, open } }: { judging: Judging }) {
  const start = Object.fromEntries(dimensions.map(({ title }) => [title, String(points?.[title] ?? '')]))
  const [typed, setTyped, forget] = useDraft<Record<string, string>>(`judging.${id}`, start)
  const [stepping, setStepping] = useState(false)
  const change = useChange(scoreCase)
  const total = dimensions.reduce((sum, { title }) => sum + (Number(typed[title]) || 0), 0)
  const missing = dimensions.find(({ title }) => (typed[title] ?? '').trim() === '')
  const send = (recuse: string | null) =>
    change.mutate(
      {
        params: { id },
        body: {
          key: crypto.randomUUID(),
          points: recuse === null ? pointsOf(dimensions, typed) : null,
          recuse,
        },
      },
      {
        onSuccess: () => {
          forget()
          setStepping(false)
        },
      },
    )
  if (!open) return points === null ? null : <p>{t('合计 {n} 分', { n: number(total) })}</p>
  return (
    <>
      <div className="score-sheet">
        {dimensions.map(({ title, points: full }) => (
          <TextField
            key={title}
            label={t('{title}（{n} 分）', { title: t(title), n: full })}
            inputMode="decimal"
            value={typed[title] ?? ''}
            onText={(text) => setTyped({ ...typed, [title]: text })}
            error={pointsError(typed[title] ?? '', full)}
          />
        ))}
      </div>
      <div className="form-actions">
        <strong className="num">{t('合计 {n} 分', { n: number(total) })}</strong>
        <Action
          primary
          busy={change.isPending}
          whyNot={missing === undefined ? undefined : t('“{title}”还没有打分', { title: t(missing.title) })}
          onClick={() => send(null)}
        >
          {points === null ? t('提交评分') : t('改评分')}
        </Action>
        <Action onClick={() => setStepping(true)}>{t('须回避')}</Action>
      </div>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <AskBecause
        open={stepping}
        title={t('须回避')}
        yes={t('回避')}
        no={t('先不回避')}
        label={t('原因')}
        hint={t('请说明与申请人的关系')}
        busy={change.isPending}
        onYes={send}
        onNo={() => setStepping(false)}
      >
        <p>{t('回避以后不再评这一份，由中心另请评委。')}</p>
      </AskBecause>
    </>
  )
}

function pointsOf(dimensions: Judging['dimensions'], typed: Record<string, string>): Record<string, number> {
  return Object.fromEntries(dimensions.map(({ title }) => [title, Number(typed[title])]))
}

function pointsError(text: string, full: number): string | undefined {
  if (text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 && value <= full
    ? undefined
    : t('应为 0 到 {n} 分', { n: full })
}
