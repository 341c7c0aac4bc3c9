import { announceSpots } from '#contract/spot-check.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

const blank = (year: number) => ({
  key: crypto.randomUUID(),
  title: t('{year} 年校本研修抽查', { year }),
  from: '',
  until: '',
  percent: '10',
  reason: '',
})

/** Announces a draw: which days, and what share. What decides it stays hidden until it is made. */
export function NewDraw({ year, onClose }: { year: number; onClose: () => void }) {
  const [form, setForm, forget] = useDraft(`new-draw-plan-${year}`, blank(year))
  const change = useChange(announceSpots)
  const { reason, percent, ...rest } = form
  const save = () =>
    change.mutate(
      { body: { ...rest, percent: Number(percent), reason: reason.trim() === '' ? null : reason.trim() } },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
      },
    )
  return (
    <FormPanel
      title={t('公布抽查')}
      onClose={onClose}
      word={t('公布')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      <TextField
        label={t('名称')}
        value={form.title}
        onText={(title) => setForm({ ...form, title })}
        maxLength={60}
      />
      <TextField
        type="date"
        label={t('活动从哪天起')}
        value={form.from}
        onText={(from) => setForm({ ...form, from })}
      />
      <TextField
        type="date"
        label={t('到哪天止')}
        value={form.until}
        onText={(until) => setForm({ ...form, until })}
      />
      <TextField
        label={t('抽取比例（%）')}
        hint={t('不足一次的按一次抽；已抽查过的活动不再抽')}
        inputMode="numeric"
        value={percent}
        onText={(value) => setForm({ ...form, percent: value })}
      />
      <TextField
        label={t('再抽的原因')}
        hint={t('这段时间已经公布或抽过的才填，和抽查一起公布')}
        value={reason}
        onText={(value) => setForm({ ...form, reason: value })}
        maxLength={200}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function problem({ title, from, until, percent, reason }: ReturnType<typeof blank>): string | undefined {
  if (title.trim().length < 4) return t('名称至少 4 个字')
  if (from === '' || until === '') return t('请填写活动日期的起止')
  if (!/^\d+$/.test(percent) || Number(percent) < 1 || Number(percent) > 100)
    return t('比例应为 1 至 100 的整数')
  return reason.trim() !== '' && reason.trim().length < 4 ? t('原因至少 4 个字') : undefined
}
