import { useState } from 'react'
import { attachSurvey } from '#contract/appraisal.ts'
import { SOURCES } from '#contract/standard.ts'
import type { TargetRow } from '#contract/appraisal.ts'
import type { SourceId } from '#contract/standard.ts'
import { questionnaires } from '#contract/questionnaire.ts'
import { whyNot } from '../../lib/abilities.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import type { AppraisalData } from './appraisal.tsx'

type Props = { data: AppraisalData; target: TargetRow; onClose: () => void }

/** The questionnaires whose scales give a target's score from students, parents or peers. */
export function Surveys({ data, target, onClose }: Props) {
  const sources = data.sources.filter(
    ({ id, by }) => by === 'questionnaire' && !target.surveys.some((one) => one.source === id),
  )
  return (
    <SidePanel title={target.title} open onClose={onClose}>
      {sources.map(({ id }) => (
        <Survey key={id} data={data} target={target} source={id} onDone={onClose} />
      ))}
    </SidePanel>
  )
}

function Survey({
  data,
  target,
  source,
  onDone,
}: Omit<Props, 'onClose'> & { source: SourceId; onDone: () => void }) {
  const year = useYear()
  const rows = useCall(questionnaires, { query: { year } }).data?.rows ?? []
  const [chosen, setChosen] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(attachSurvey)
  const save = () =>
    change.mutate(
      { params: { id: data.appraisal.id }, body: { key, target: target.id, source, questionnaire: chosen } },
      { onSuccess: onDone },
    )
  const refused = whyNot(data.actions, 'assign') ?? (chosen === '' ? t('还没有选') : undefined)
  return (
    <>
      <ChoiceField
        label={t(SOURCES[source])}
        hint={t('以问卷的量表题平均分作“{source}”的得分；截止并满份数后计入。', {
          source: t(SOURCES[source]),
        })}
        value={chosen}
        choices={[
          { value: '', label: t('请选择') },
          ...rows.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChoose={setChosen}
      />
      <Action primary busy={change.isPending} whyNot={refused} onClick={save}>
        {t('指定')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </>
  )
}
