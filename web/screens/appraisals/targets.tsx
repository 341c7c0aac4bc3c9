import { useState } from 'react'
import { addTargets } from '#contract/appraisal.ts'
import { SOURCES } from '#contract/standard.ts'
import type { TargetRow } from '#contract/appraisal.ts'
import { programmes } from '#contract/programme.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnits } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TickField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'
import type { AppraisalData } from './appraisal.tsx'
import { Surveys } from './surveys.tsx'

/** Who is appraised, with the number that judges see. */
export function Targets({ data }: { data: AppraisalData }) {
  const year = useYear()
  const [adding, setAdding] = useState(false)
  const [asking, setAsking] = useState<TargetRow | null>(null)
  const surveyed = data.sources.filter(({ by }) => by === 'questionnaire')
  const self = data.sources.some(({ id }) => id === 'self')
  return (
    <Section
      title={t('评估对象')}
      aside={
        <Action onClick={() => setAdding(true)} whyNot={whyNot(data.actions, 'add-targets')}>
          {t('加入对象')}
        </Action>
      }
    >
      <PlainTable
        label={t('评估对象')}
        rows={data.targets}
        keyOf={(row) => row.id}
        empty={t('还没有对象。可按学区或学校整批加入。')}
        columns={[
          {
            key: 'title',
            title: t('对象'),
            lead: true,
            render: (row) => <a href={link(`/appraisal-targets/${row.id}`, { year })}>{row.title}</a>,
          },
          { key: 'number', title: t('盲号'), numeric: true, render: (row) => row.number },
          { key: 'unit', title: t('单位'), render: (row) => row.unit.name },
          { key: 'group', title: t('类别'), render: (row) => (row.group === null ? '' : t(row.group)) },
          {
            key: 'evidence',
            title: t('佐证'),
            unit: t('条'),
            numeric: true,
            render: (row) => number(row.evidence),
          },
          ...(self
            ? [
                {
                  key: 'self',
                  title: t('自评'),
                  render: (row: { selfDone: boolean }) => (
                    <Status tone={row.selfDone ? 'good' : 'calm'}>
                      {row.selfDone ? t('已提交') : t('未提交')}
                    </Status>
                  ),
                },
              ]
            : []),
          ...surveyed.map((source) => ({
            key: source.id,
            title: t(SOURCES[source.id]),
            render: (row: TargetRow) => {
              const chosen = row.surveys.find((one) => one.source === source.id)
              return chosen === undefined ? (
                <button type="button" className="linklike" onClick={() => setAsking(row)}>
                  {t('指定问卷')}
                </button>
              ) : (
                <a href={link(`/questionnaires/${chosen.id}`, { year })}>{chosen.title}</a>
              )
            },
          })),
          {
            key: 'sheets',
            title: t('评分表'),
            unit: t('份'),
            numeric: true,
            render: (row) => `${number(row.handedIn)} / ${number(row.judges)}`,
          },
        ]}
      />
      {asking !== null && <Surveys data={data} target={asking} onClose={() => setAsking(null)} />}
      {adding && <AddTargets id={data.appraisal.id} onClose={() => setAdding(false)} />}
    </Section>
  )
}

const KINDS = { unit: '学校', person: '教师', programme: '项目' } as const
type Kind = keyof typeof KINDS

function AddTargets({ id, onClose }: { id: string; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('unit')
  const [subjects, setSubjects] = useState<string[]>([])
  const [people, setPeople] = useState<Picked[]>([])
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(addTargets)
  const chosen = kind === 'person' ? people.map((one) => one.id) : subjects
  const save = () =>
    change.mutate({ params: { id }, body: { key, kind, subjects: chosen } }, { onSuccess: onClose })
  return (
    <FormPanel
      title={t('加入评估对象')}
      onClose={onClose}
      word={t('加入 {n} 个', { n: chosen.length })}
      busy={change.isPending}
      whyNot={chosen.length === 0 ? t('还没有选') : undefined}
      onSave={save}
    >
      <ChoiceField
        label={t('评什么')}
        value={kind}
        choices={Object.entries(KINDS).map(([value, word]) => ({ value, label: t(word) }))}
        onChoose={(value) => {
          setKind(value === 'person' || value === 'programme' ? value : 'unit')
          setSubjects([])
        }}
      />
      {kind === 'unit' && <Schools chosen={subjects} onChoose={setSubjects} />}
      {kind === 'programme' && <Programmes chosen={subjects} onChoose={setSubjects} />}
      {kind === 'person' && <PeoplePicker picked={people} onPick={setPeople} />}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

type Choosing = { chosen: readonly string[]; onChoose: (codes: string[]) => void }

function Ticks({ rows, chosen, onChoose }: Choosing & { rows: readonly { code: string; name: string }[] }) {
  const all = rows.length > 0 && rows.every(({ code }) => chosen.includes(code))
  return (
    <>
      <TickField
        label={t('全部 {n} 个', { n: rows.length })}
        checked={all}
        onTick={(on) => onChoose(on ? rows.map(({ code }) => code) : [])}
      />
      {rows.map(({ code, name }) => (
        <TickField
          key={code}
          label={name}
          checked={chosen.includes(code)}
          onTick={(on) => onChoose(on ? [...chosen, code] : chosen.filter((one) => one !== code))}
        />
      ))}
    </>
  )
}

function Schools({ chosen, onChoose }: Choosing) {
  const [cluster, setCluster] = useState('')
  const units = useUnits()
  const clusters = units.filter((unit) => unit.category === 'cluster')
  const schools = units.filter(
    (unit) => unit.category === 'school' && (cluster === '' || unit.parent === cluster),
  )
  return (
    <>
      <ChoiceField
        label={t('学区')}
        value={cluster}
        choices={[
          { value: '', label: t('全部学区') },
          ...clusters.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChoose={setCluster}
      />
      <Ticks rows={schools} chosen={chosen} onChoose={onChoose} />
    </>
  )
}

function Programmes({ chosen, onChoose }: Choosing) {
  const year = useYear()
  const rows = useCall(programmes, { query: { year, limit: 500 } }).data?.rows ?? []
  return (
    <Ticks
      rows={rows.map(({ id, title }) => ({ code: id, name: title }))}
      chosen={chosen}
      onChoose={onChoose}
    />
  )
}
