import { writeHandbookEntry } from '#contract/handbook.ts'
import type { HandbookPage } from '#contract/handbook.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { ChoiceField, LinesField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

const blank = (data: HandbookPage) => ({
  key: crypto.randomUUID(),
  on: '',
  kind: data.recordKind,
  title: '',
  text: '',
  activity: '',
})

/** Writes an entry of one's own; a draft of it stays in this browser. */
export function WriteEntry({ data, onClose }: { data: HandbookPage; onClose: () => void }) {
  const [form, setForm, forget] = useDraft(`handbook-${data.person.id}`, blank(data))
  const change = useChange(writeHandbookEntry)
  const save = () =>
    change.mutate(
      { body: { ...form, activity: form.activity === '' ? null : form.activity } },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
      },
    )
  const choose = (id: string) => {
    const activity = data.activities.find((one) => one.id === id)
    setForm({
      ...form,
      activity: id,
      ...(activity === undefined ? {} : { on: activity.on, title: activity.title.slice(0, 60) }),
    })
  }
  return (
    <FormPanel
      title={t('补记一条')}
      onClose={onClose}
      word={t('记下')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      <ChoiceField
        label={t('类型')}
        value={form.kind}
        choices={data.kinds.map(({ id, title }) => ({ value: id, label: t(title) }))}
        onChoose={(kind) => setForm({ ...form, kind })}
      />
      {form.kind === data.recordKind && (
        <ChoiceField
          label={t('哪次活动')}
          value={form.activity}
          choices={[
            { value: '', label: t('不是某次活动') },
            ...data.activities.map(({ id, title, on }) => ({ value: id, label: `${on.slice(5)} ${title}` })),
          ]}
          onChoose={choose}
        />
      )}
      <TextField type="date" label={t('日期')} value={form.on} onText={(on) => setForm({ ...form, on })} />
      <TextField
        label={t('标题')}
        value={form.title}
        onText={(title) => setForm({ ...form, title })}
        maxLength={60}
      />
      <LinesField label={t('内容')} value={form.text} onText={(text) => setForm({ ...form, text })} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function problem({ on, title, text }: ReturnType<typeof blank>): string | undefined {
  if (on === '') return t('请填写日期')
  if (title.trim().length < 2) return t('标题至少 2 个字')
  return text.trim().length < 2 ? t('请写几句内容') : undefined
}
