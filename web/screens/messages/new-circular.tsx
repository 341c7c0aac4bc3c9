import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import {
  CIRCULAR_KINDS,
  CIRCULAR_TOPICS,
  circularKinds,
  circularTopics,
  makeCircular,
} from '#contract/circular.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField, TickField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Kind = (typeof circularKinds)[number]
type Topic = (typeof circularTopics)[number]
type Props = { year: number; series: readonly { kind: Kind; series: string }[]; onClose: () => void }

/** What it tells of whom, under which number; whether those behind are named. */
export function NewCircular({ year, series, onClose }: Props) {
  const me = useMe()
  const router = useRouter()
  const units = useUnitChoices(['region', 'cluster', 'school'])
  const wordOf = (kind: Kind): string => series.find((one) => one.kind === kind)?.series ?? ''
  const [form, setForm] = useState({
    key: crypto.randomUUID(),
    kind: 'circular' as Kind,
    about: 'credits' as Topic,
    series: wordOf('circular'),
    unit: me.unit?.code ?? me.region.code,
    names: false,
    publicUntil: '',
  })
  const set = (part: Partial<typeof form>) => setForm({ ...form, key: crypto.randomUUID(), ...part })
  const change = useChange(makeCircular)
  const make = () =>
    change.mutate(
      { body: { ...form, year, publicUntil: form.publicUntil || null } },
      { onSuccess: ({ id }) => router.history.push(`/circulars/${id}`) },
    )
  return (
    <FormPanel
      title={t('编发 {year} 年通报或简报', { year })}
      onClose={onClose}
      word={t('编发并取得文号')}
      busy={change.isPending}
      whyNot={form.series.trim().length < 2 ? t('请写机关代字或简报名称') : undefined}
      onSave={make}
    >
      <ChoiceField
        label={t('种类')}
        value={form.kind}
        choices={circularKinds.map((one) => ({ value: one, label: t(CIRCULAR_KINDS[one]) }))}
        onChoose={(next) => {
          const kind = circularKinds.find((one) => one === next) ?? 'circular'
          set({ kind, series: wordOf(kind) })
        }}
      />
      <ChoiceField
        label={t('内容')}
        value={form.about}
        choices={circularTopics.map((one) => ({ value: one, label: t(CIRCULAR_TOPICS[one]) }))}
        onChoose={(next) => set({ about: circularTopics.find((one) => one === next) ?? 'credits' })}
      />
      <TextField
        label={form.kind === 'circular' ? t('机关代字') : t('简报名称')}
        hint={
          form.kind === 'circular'
            ? t('文号如 示教训〔2026〕12号，号数由系统连续编排')
            : t('如 教师发展简报，期数由系统连续编排')
        }
        value={form.series}
        onText={(text) => set({ series: text })}
        maxLength={20}
      />
      <ChoiceField
        label={t('单位')}
        hint={t('数字包括它和它的下级')}
        value={form.unit}
        choices={units}
        onChoose={(unit) => set({ unit })}
      />
      {form.about !== 'training' && (
        <TickField
          label={
            form.about === 'credits'
              ? t('附未达标教师名单（不能公开）')
              : t('附还没有网络学时的坊员名单（不能公开）')
          }
          checked={form.names}
          onTick={(names) => set({ names, publicUntil: '' })}
        />
      )}
      {!form.names && (
        <TextField
          type="date"
          label={t('公开至')}
          hint={t('不填只在系统内；填了不用登录也能看')}
          value={form.publicUntil}
          onText={(publicUntil) => set({ publicUntil })}
        />
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
