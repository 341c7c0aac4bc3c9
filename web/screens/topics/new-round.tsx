import { useRouter } from '@tanstack/react-router'
import { openTopicRound, TOPIC_LEVELS, topicLevels } from '#contract/topic.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

const blank = (year: number) => ({
  key: crypto.randomUUID(),
  title: t('{year} 年小课题征集', { year }),
  document: '',
  deadlines: { problem: '', group: '', school: '', cluster: '', region: '' },
})
type Form = ReturnType<typeof blank>

/** Opens a round: its name, what it rests on, the last day of each level. */
export function NewRound({ year, onClose }: { year: number; onClose: () => void }) {
  const router = useRouter()
  const [form, setForm, forget] = useDraft(`new-topic-round-${year}`, blank(year))
  const change = useChange(openTopicRound)
  const save = () =>
    change.mutate(
      { body: { ...form, year, document: form.document.trim() === '' ? null : form.document.trim() } },
      {
        onSuccess: ({ id }) => {
          forget()
          onClose()
          router.history.push(link(`/topics/${id}`, { year }))
        },
      },
    )
  return (
    <FormPanel
      title={t('发起小课题征集')}
      onClose={onClose}
      word={t('发起征集')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      <TextField
        label={t('轮次名称')}
        value={form.title}
        onText={(title) => setForm({ ...form, title })}
        maxLength={60}
      />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件，没有可不填')}
        value={form.document}
        onText={(document) => setForm({ ...form, document })}
        maxLength={80}
      />
      {topicLevels.map((level) => (
        <TextField
          key={level}
          type="date"
          label={
            level === 'problem'
              ? t('教师提问题截止')
              : t('{level}提炼截止', { level: t(TOPIC_LEVELS[level]) })
          }
          value={form.deadlines[level]}
          onText={(day) => setForm({ ...form, deadlines: { ...form.deadlines, [level]: day } })}
        />
      ))}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function problem({ title, deadlines }: Form): string | undefined {
  if (title.trim().length < 4) return t('轮次名称至少 4 个字')
  return Object.values(deadlines).includes('') ? t('请填写每一层的截止日期') : undefined
}
