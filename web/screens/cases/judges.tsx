import { useState } from 'react'
import { judgesOfCase } from '#contract/judging.ts'
import type { StageManifest } from '#contract/case-manifest.ts'
import type { CaseData } from '../../engine/panels.ts'
import { number } from '../../lib/format.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'

/** Who judges, and what they gave; an officer names them while the review stands open. */
export function Judges({ data, stage }: { data: CaseData; stage: StageManifest | undefined }) {
  const me = useMe()
  const [naming, setNaming] = useState(false)
  const here = stage?.kind === 'review' && data.row.stage === stage.id
  if (!here && data.judges.length === 0) return null
  return (
    <Section
      title={t('评委')}
      aside={
        here && me.role === 'officer' ? (
          <Action small onClick={() => setNaming(true)}>
            {t('指定评委')}
          </Action>
        ) : undefined
      }
    >
      <PlainTable
        label={t('评委')}
        rows={data.judges}
        keyOf={(judge) => judge.id}
        empty={t('还没有指定评委。')}
        columns={[
          { key: 'name', title: t('评委'), render: (judge) => judge.name },
          { key: 'unit', title: t('单位'), render: (judge) => judge.unit },
          {
            key: 'state',
            title: t('评分'),
            render: (judge) => (
              <Status tone={judge.scored ? 'good' : judge.because === null ? 'warn' : 'calm'}>
                {judge.because !== null
                  ? t('回避：{because}', { because: judge.because })
                  : judge.scored
                    ? t('已评')
                    : t('未评')}
              </Status>
            ),
          },
          {
            key: 'score',
            title: t('得分'),
            numeric: true,
            render: (judge) => (judge.score === null ? '' : number(judge.score)),
          },
        ]}
      />
      {naming && <NameJudges data={data} onClose={() => setNaming(false)} />}
    </Section>
  )
}

function NameJudges({ data, onClose }: { data: CaseData; onClose: () => void }) {
  const [picked, setPicked] = useState<Picked[]>([])
  const change = useChange(judgesOfCase)
  const save = () =>
    change.mutate(
      {
        params: { id: data.row.id },
        body: { key: crypto.randomUUID(), persons: picked.map(({ id }) => id) },
      },
      { onSuccess: ({ refused }) => (refused.length === 0 ? onClose() : setPicked([])) },
    )
  return (
    <FormPanel
      title={t('指定评委')}
      onClose={onClose}
      word={t('指定 {n} 名评委', { n: picked.length })}
      busy={change.isPending}
      whyNot={picked.length === 0 ? t('请先查找评委') : undefined}
      onSave={save}
    >
      <p className="quiet">{t('本人、同校和有师徒关系的会被挡下，并说明原因。')}</p>
      <PeoplePicker picked={picked} onPick={setPicked} />
      {change.data !== undefined && change.data.refused.length > 0 && (
        <Notice tone="warn">
          <ul>
            {change.data.refused.map(({ who, because }) => (
              <li key={who}>
                {who}：{t(because)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
