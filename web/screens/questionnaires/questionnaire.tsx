import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import {
  questionnairePage,
  QUESTIONNAIRE_STATES,
  QUESTION_KINDS,
  stepQuestionnaire,
} from '#contract/questionnaire.ts'
import type { PlacedQuestion } from '#contract/questionnaire.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Ask } from '../../ui/ask.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Comparison } from './comparison.tsx'
import { Doors } from './doors.tsx'
import { STATE_TONES } from './questionnaires.tsx'
import { Results } from './results.tsx'
import './questionnaire.css'

export type QuestionnaireData = z.output<NonNullable<typeof questionnairePage.reply>>

/** A questionnaire: how it is handed out, what it asks, what came of it. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(questionnairePage, { params: { id } })
  return <Answer asked={asked}>{(data) => <Questionnaire data={data} />}</Answer>
}

function Questionnaire({ data }: { data: QuestionnaireData }) {
  const { questionnaire: one } = data
  const { part = 'doors' } = useAddress()
  const year = useYear()
  const tab = (id: string, title: string) => ({
    id,
    title,
    href: link(`/questionnaires/${one.id}`, { year, part: id }),
  })
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/questionnaires', { year }), name: t('问卷') }]} />
      <Page
        title={one.title}
        about={
          one.anonymous
            ? t('匿名问卷：答卷与答题码分开存放，谁也查不到某份答卷是谁填的。')
            : t('实名问卷：由名单上的本人登录填写。')
        }
        figure={<Figure title={t('收回')} value={one.received} unit={t('份')} />}
        actions={<Steps data={data} />}
      >
        <Facts
          facts={[
            {
              term: t('状态'),
              value: <Status tone={STATE_TONES[one.state]}>{t(QUESTIONNAIRE_STATES[one.state])}</Status>,
            },
            { term: t('单位'), value: one.unit.name },
            { term: t('起止'), value: `${one.opensOn} — ${one.closesOn}` },
            { term: t('出结果'), value: t('满 {n} 份', { n: one.least }) },
            {
              term: t('所属'),
              value:
                one.subject === null ? null : (
                  <a href={link(one.subject.link, { year })}>{one.subject.title}</a>
                ),
            },
          ]}
        />
        <Tabs
          label={t('问卷各部分')}
          now={part}
          tabs={[
            tab('doors', t('发放和回收')),
            tab('questions', t('题目 {n}', { n: data.questions.length })),
            tab('results', t('结果')),
            ...(data.comparable.length > 0 ? [tab('compare', t('前后比较'))] : []),
          ]}
        />
        {part === 'doors' && <Doors data={data} />}
        {part === 'questions' && <Questions questions={data.questions} />}
        {part === 'results' && <Results id={one.id} />}
        {part === 'compare' && <Comparison data={data} />}
      </Page>
    </>
  )
}

function Steps({ data: { questionnaire, actions } }: { data: QuestionnaireData }) {
  const change = useChange(stepQuestionnaire)
  const [closing, setClosing] = useState(false)
  const go = (step: 'opened' | 'closed') =>
    change.mutate(
      { params: { id: questionnaire.id }, body: { key: crypto.randomUUID(), step } },
      { onSuccess: () => setClosing(false) },
    )
  const draft = questionnaire.state === 'draft'
  return (
    <>
      {draft ? (
        <Action primary busy={change.isPending} whyNot={whyNot(actions, 'open')} onClick={() => go('opened')}>
          {t('开始收集')}
        </Action>
      ) : (
        <Action onClick={() => setClosing(true)} whyNot={whyNot(actions, 'close')}>
          {t('截止并出结果')}
        </Action>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Ask
        title={t('截止问卷')}
        open={closing}
        yes={t('截止')}
        no={t('先不')}
        busy={change.isPending}
        onYes={() => go('closed')}
        onNo={() => setClosing(false)}
      >
        <p>{t('截止后不再收答卷，也不能重新开放；已收回 {n} 份。', { n: questionnaire.received })}</p>
      </Ask>
    </>
  )
}

function Questions({ questions }: { questions: readonly PlacedQuestion[] }) {
  return (
    <ol className="questions">
      {questions.map((question) => (
        <li key={question.position}>
          {question.says} <span className="quiet">{kindWords(question)}</span>
          {[...question.options, ...question.lines].length > 0 && (
            <ul>
              {[...question.options, ...question.lines].map((word) => (
                <li key={word}>{word}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

function kindWords({ kind, required, most }: PlacedQuestion): string {
  const scale = most === null ? '' : t('，1 到 {most}', { most })
  return `${t(QUESTION_KINDS[kind])}${scale}${required ? t('，必填') : ''}`
}
