import { assignProject } from '#contract/assigned.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnits } from '../../lib/use-units.ts'
import { LinesField, TextField, TickField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

const SUBJECTS =
  '语文 数学 英语 物理 化学 生物 道德与法治 历史 地理 科学 音乐 体育 美术 信息科技 劳动 心理健康 学前'.split(
    ' ',
  )
const blank = () => ({
  key: crypto.randomUUID(),
  subject: '',
  topic: '',
  goal: '',
  hours: '16',
  from: '',
  until: '',
  acceptUntil: '',
  document: '',
  schools: [] as string[],
})
type Form = ReturnType<typeof blank>

/** Sets a project: its topic, goal, hours and days, and the schools that must take part. */
export function NewAssigned({ year, onClose }: { year: number; onClose: () => void }) {
  const [form, setForm, forget] = useDraft(`new-assigned-${year}`, blank())
  const change = useChange(assignProject)
  const { document, hours, ...rest } = form
  const save = () =>
    change.mutate(
      {
        body: {
          ...rest,
          year,
          hours: Number(hours),
          document: document.trim() === '' ? null : document.trim(),
        },
      },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
      },
    )
  const set = (more: Partial<Form>) => setForm({ ...form, ...more })
  return (
    <FormPanel
      title={t('下达指定项目')}
      onClose={onClose}
      word={t('下达')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      <TextField
        label={t('学科')}
        value={form.subject}
        suggestions={SUBJECTS}
        onText={(subject) => set({ subject })}
        maxLength={20}
      />
      <TextField label={t('课题')} value={form.topic} onText={(topic) => set({ topic })} maxLength={60} />
      <LinesField
        label={t('目标')}
        hint={t('至少 20 个字')}
        value={form.goal}
        onText={(goal) => set({ goal })}
        rows={4}
      />
      <TextField
        label={t('学时')}
        inputMode="decimal"
        value={hours}
        onText={(value) => set({ hours: value })}
      />
      <TextField
        type="date"
        label={t('承接截止')}
        hint={t('早于开始日期')}
        value={form.acceptUntil}
        onText={(acceptUntil) => set({ acceptUntil })}
      />
      <TextField type="date" label={t('开始日期')} value={form.from} onText={(from) => set({ from })} />
      <TextField type="date" label={t('结束日期')} value={form.until} onText={(until) => set({ until })} />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件，没有可不填')}
        value={document}
        onText={(value) => set({ document: value })}
        maxLength={80}
      />
      <Schools chosen={form.schools} onChoose={(schools) => set({ schools })} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function Schools({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (codes: string[]) => void }) {
  const schools = useUnits().filter(({ category }) => category === 'school')
  const all = schools.map(({ code }) => code)
  return (
    <fieldset className="field">
      <legend>{t('参加的学校（已选 {n} 所）', { n: chosen.length })}</legend>
      <TickField
        label={t('全部学校')}
        checked={all.length > 0 && chosen.length === all.length}
        onTick={(on) => onChoose(on ? all : [])}
      />
      {schools.map(({ code, name }) => (
        <TickField
          key={code}
          label={name}
          checked={chosen.includes(code)}
          onTick={(on) => onChoose(on ? [...chosen, code] : chosen.filter((one) => one !== code))}
        />
      ))}
    </fieldset>
  )
}

function problem({
  subject,
  topic,
  goal,
  hours,
  from,
  until,
  acceptUntil,
  schools,
}: Form): string | undefined {
  if (subject.trim() === '') return t('请填写学科')
  if (topic.trim().length < 4) return t('课题至少 4 个字')
  if (goal.trim().length < 20) return t('目标至少 20 个字')
  if (!(Number(hours) >= 1)) return t('请填写学时')
  if (from === '' || until === '' || acceptUntil === '') return t('请填写三个日期')
  return schools.length === 0 ? t('请选择参加的学校') : undefined
}
