import { useState } from 'react'
import { addJudges, assignJudges } from '#contract/appraisal.ts'
import { SOURCES } from '#contract/standard.ts'
import type { SourceId } from '#contract/standard.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'
import type { AppraisalData } from './appraisal.tsx'

/** Who scores, how much each has, and how much is handed in. */
export function Judges({ data }: { data: AppraisalData }) {
  const year = useYear()
  const [open, setOpen] = useState<'add' | 'assign' | null>(null)
  const typing = whyNot(data.actions, 'type-in')
  const close = () => setOpen(null)
  return (
    <Section
      title={t('评委')}
      aside={
        <div className="form-actions">
          <Action onClick={() => setOpen('add')} whyNot={whyNot(data.actions, 'add-judges')}>
            {t('聘请评委')}
          </Action>
          <Action
            onClick={() => setOpen('assign')}
            whyNot={
              whyNot(data.actions, 'assign') ?? (data.judges.length === 0 ? t('还没有评委') : undefined)
            }
          >
            {t('分配')}
          </Action>
        </div>
      }
    >
      <p className="quiet">
        {t('评委用自己的账号在手机上评分（网址后加 /w）；收上来的纸质评分表，可点“评分表”代录。')}
      </p>
      <PlainTable
        label={t('评委')}
        rows={data.judges}
        keyOf={(row) => row.id}
        empty={t('还没有评委。')}
        columns={[
          {
            key: 'name',
            title: t('评委'),
            lead: true,
            render: (row) => t('{n} 号 {name}', { n: row.number, name: row.name }),
          },
          { key: 'source', title: t('评价主体'), render: (row) => t(SOURCES[row.source]) },
          { key: 'unit', title: t('单位'), render: (row) => row.unit?.name ?? '' },
          {
            key: 'targets',
            title: t('分到'),
            unit: t('个'),
            numeric: true,
            render: (row) => number(row.targets),
          },
          {
            key: 'handedIn',
            title: t('已提交'),
            unit: t('份'),
            numeric: true,
            render: (row) => number(row.handedIn),
          },
          {
            key: 'recused',
            title: t('回避'),
            unit: t('个'),
            numeric: true,
            render: (row) => number(row.recused),
          },
          {
            key: 'sheet',
            title: t('评分表'),
            render: (row) =>
              typing === undefined ? (
                <a href={link(`/appraisals/${data.appraisal.id}/judges/${row.id}`, { year })}>
                  {t('评分表')}
                </a>
              ) : (
                <span className="quiet">{typing}</span>
              ),
          },
        ]}
      />
      {open === 'add' && <AddJudges data={data} onClose={close} />}
      {open === 'assign' && <Assign data={data} onClose={close} />}
    </Section>
  )
}

function useSource(data: AppraisalData) {
  const sources = data.sources.filter(({ id, by }) => by === 'judges' && id !== 'self')
  const [source, setSource] = useState<SourceId>(sources[0]?.id ?? 'experts')
  const field = (
    <ChoiceField
      label={t('评价主体')}
      value={source}
      choices={sources.map(({ id }) => ({ value: id, label: t(SOURCES[id]) }))}
      onChoose={(value) => setSource(sources.find(({ id }) => id === value)?.id ?? source)}
    />
  )
  return { source, field }
}

function AddJudges({ data, onClose }: { data: AppraisalData; onClose: () => void }) {
  const { source, field } = useSource(data)
  const [people, setPeople] = useState<Picked[]>([])
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(addJudges)
  const body = { key, source, people: people.map(({ id }) => id) }
  const save = () => change.mutate({ params: { id: data.appraisal.id }, body }, { onSuccess: onClose })
  return (
    <FormPanel
      title={t('聘请评委')}
      onClose={onClose}
      word={t('聘请 {n} 人', { n: people.length })}
      busy={change.isPending}
      whyNot={people.length === 0 ? t('还没有选人') : undefined}
      onSave={save}
    >
      {field}
      <PeoplePicker picked={people} onPick={setPeople} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function Assign({ data, onClose }: { data: AppraisalData; onClose: () => void }) {
  const { source, field } = useSource(data)
  const [each, setEach] = useState('5')
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(assignJudges)
  const save = () =>
    change.mutate({ params: { id: data.appraisal.id }, body: { key, source, each: Number(each) } })
  return (
    <SidePanel
      title={t('分配评委')}
      open
      onClose={onClose}
      foot={
        change.isSuccess ? (
          <Action onClick={onClose}>{t('关闭')}</Action>
        ) : (
          <Action primary busy={change.isPending} onClick={save}>
            {t('自动分配')}
          </Action>
        )
      }
    >
      {field}
      <TextField
        label={t('每个对象几位评委')}
        hint={t('任务均摊；本人、本单位（如有规定）和已申请回避的不分。已分的保留，只补缺。')}
        inputMode="numeric"
        value={each}
        onText={setEach}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && (
        <Notice tone="good">{t('新分了 {n} 项评分任务。', { n: change.data.assigned })}</Notice>
      )}
      {change.isSuccess &&
        change.data.short.map(({ number: no, judges }) => (
          <Notice key={no} tone="warn">
            {t('{no} 号只有 {n} 位评委可分，其余都须回避。请再聘评委。', { no, n: judges })}
          </Notice>
        ))}
    </SidePanel>
  )
}
