import { useRouter } from '@tanstack/react-router'
import { drawSpots } from '#contract/spot-check.ts'
import { link } from '../../lib/address.ts'
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
  seed: '',
})

/** Draws activities of a term: the share, and a number drawn in public or made by the program. */
export function NewDraw({ year, onClose }: { year: number; onClose: () => void }) {
  const router = useRouter()
  const [form, setForm, forget] = useDraft(`new-draw-${year}`, blank(year))
  const change = useChange(drawSpots)
  const { seed, percent, ...rest } = form
  const save = () =>
    change.mutate(
      { body: { ...rest, percent: Number(percent), seed: seed.trim() === '' ? null : seed.trim() } },
      {
        onSuccess: ({ id }) => {
          forget()
          onClose()
          router.history.push(link(`/school-based/checks/${id}`, { year }))
        },
      },
    )
  return (
    <FormPanel
      title={t('抽取活动')}
      onClose={onClose}
      word={t('抽取')}
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
        label={t('随机数（选填）')}
        hint={t('可填当众抽出的数，如福利彩票号；不填由程序产生。抽取后公开')}
        value={seed}
        onText={(value) => setForm({ ...form, seed: value })}
        maxLength={40}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function problem({ title, from, until, percent, seed }: ReturnType<typeof blank>): string | undefined {
  if (title.trim().length < 4) return t('名称至少 4 个字')
  if (from === '' || until === '') return t('请填写活动日期的起止')
  if (!/^\d+$/.test(percent) || Number(percent) < 1 || Number(percent) > 100)
    return t('比例应为 1 至 100 的整数')
  return seed.trim() !== '' && seed.trim().length < 4 ? t('随机数至少 4 个字符') : undefined
}
