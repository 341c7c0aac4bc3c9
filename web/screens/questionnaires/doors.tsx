import { useState } from 'react'
import { addDoor, DOOR_KINDS, RESPONDENTS, respondents } from '#contract/questionnaire.ts'
import type { Door, DoorKind } from '#contract/questionnaire.ts'
import { programmes } from '#contract/programme.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { number, percent } from '../../lib/format.ts'
import { mayEdit, useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { QuestionnaireData } from './questionnaire.tsx'

/** The ways in, with how many were asked and how many have answered. */
export function Doors({ data }: { data: QuestionnaireData }) {
  const { questionnaire, doors, actions } = data
  const year = useYear()
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('发放渠道')}
      aside={
        <Action onClick={() => setAdding(true)} whyNot={whyNot(actions, 'add-door')}>
          {t('增加渠道')}
        </Action>
      }
    >
      <PlainTable
        label={t('发放渠道')}
        rows={doors}
        keyOf={(row) => row.id}
        empty={t('还没有发放渠道。可以给一个班发共用链接，或给每人一个答题码。')}
        totalsWord={t('合计')}
        columns={[
          { key: 'title', title: t('发给'), lead: true, render: (row) => row.title },
          { key: 'kind', title: t('方式'), render: (row) => t(DOOR_KINDS[row.kind]) },
          {
            key: 'source',
            title: t('对象'),
            render: (row) => (row.source === null ? '' : t(RESPONDENTS[row.source])),
          },
          {
            key: 'issued',
            title: t('发放'),
            unit: t('份'),
            numeric: true,
            render: (row) => (row.issued === null ? t('不限') : number(row.issued)),
          },
          {
            key: 'received',
            title: t('收回'),
            unit: t('份'),
            numeric: true,
            render: (row) => number(row.received),
            total: number(questionnaire.received),
          },
          {
            key: 'rate',
            title: t('回收率'),
            numeric: true,
            render: (row) => (row.issued === null ? '' : percent(row.received, row.issued)),
          },
          {
            key: 'links',
            title: t('链接'),
            render: (row) => <LinksOf row={row} questionnaire={questionnaire.id} year={year} />,
          },
        ]}
      />
      {adding && <NewDoor data={data} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function LinksOf({ row, questionnaire, year }: { row: Door; questionnaire: string; year: number }) {
  const me = useMe()
  if (!mayEdit(me)) return '—'
  if (row.kind === 'named') return <span className="quiet">{t('本人登录后在 /w 填写')}</span>
  return (
    <a href={link(`/questionnaires/${questionnaire}/doors/${row.id}`, { year })}>
      {row.kind === 'shared' ? t('看二维码') : t('打印答题码')}
    </a>
  )
}

const DOOR_HINTS: Record<DoorKind, string> = {
  shared: '同一个链接发到班级群；每部手机填一次，可定最多份数。',
  codes: '每人一个一次性答题码，打印剪开，随机发放。',
  named: '按项目名单，本人登录填写。',
}

function NewDoor({ data: { questionnaire }, onClose }: { data: QuestionnaireData; onClose: () => void }) {
  const year = useYear()
  const kinds: DoorKind[] = questionnaire.anonymous ? ['shared', 'codes'] : ['named']
  const [kind, setKind] = useState<DoorKind>(kinds[0] ?? 'shared')
  const [title, setTitle] = useState('')
  const [source, setSource] = useState('')
  const [count, setCount] = useState('')
  const [programme, setProgramme] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const found =
    useCall(programmes, { query: { year, limit: 500 } }, { enabled: kind === 'named' }).data?.rows ?? []
  const change = useChange(addDoor)
  const body = {
    key,
    kind,
    title: title.trim(),
    source: respondents.find((one) => one === source) ?? null,
    count: count.trim() === '' ? null : Number(count),
    programme: programme === '' ? null : programme,
  }
  const save = () => change.mutate({ params: { id: questionnaire.id }, body }, { onSuccess: onClose })
  const missing =
    body.title === '' ? t('请填发给谁') : kind === 'codes' && body.count === null ? t('请填份数') : undefined
  return (
    <FormPanel
      title={t('增加发放渠道')}
      onClose={onClose}
      word={t('增加')}
      busy={change.isPending}
      whyNot={missing}
      onSave={save}
    >
      <ChoiceField
        label={t('方式')}
        hint={t(DOOR_HINTS[kind])}
        value={kind}
        choices={kinds.map((value) => ({ value, label: t(DOOR_KINDS[value]) }))}
        onChoose={(value) => setKind(kinds.find((one) => one === value) ?? kind)}
      />
      <TextField
        label={t('发给')}
        hint={t('如：三年级 2 班家长')}
        value={title}
        onText={setTitle}
        maxLength={60}
      />
      <ChoiceField
        label={t('对象')}
        value={source}
        choices={[
          { value: '', label: t('不分') },
          ...respondents.map((value) => ({ value, label: t(RESPONDENTS[value]) })),
        ]}
        onChoose={setSource}
      />
      {kind === 'named' ? (
        <ChoiceField
          label={t('项目')}
          hint={t('发给它名单上的全部学员')}
          value={programme}
          choices={[
            { value: '', label: t('请选择') },
            ...found.map((one) => ({ value: one.id, label: one.title })),
          ]}
          onChoose={setProgramme}
        />
      ) : (
        <TextField
          label={kind === 'codes' ? t('答题码个数') : t('最多份数（可不填）')}
          inputMode="numeric"
          value={count}
          onText={setCount}
        />
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
