import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { needs, offerCourse } from '#contract/need.ts'
import { createProgramme } from '#contract/programme.ts'
import { LEVELS, CREDIT_CATEGORIES } from '#contract/vocabulary.ts'
import { emptyForm, formErrors, toBody } from '../../engine/programme-form.ts'
import type { ProgrammeForm } from '../../engine/programme-form.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { systemChoices, useManifests } from '../../lib/worlds.ts'
import type { World } from '../../lib/worlds.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'

/** A new programme of a defined system; what is half filled in stays in this browser. */
export function NewProgramme({ world, open, onClose }: { world: World; open: boolean; onClose: () => void }) {
  const year = useYear()
  const me = useMe()
  const router = useRouter()
  const manifests = useManifests()
  const [form, setForm, forget] = useDraft<ProgrammeForm>(
    `new-programme.${world}`,
    emptyForm(undefined, me.unit?.code ?? me.region.code),
  )
  const change = useChange(createProgramme)
  const errors = formErrors(form)
  const first = Object.values(errors)[0]
  const [course, setCourse] = useState('')
  const offer = useChange(offerCourse)
  const opened = (id: string) => {
    forget()
    onClose()
    router.history.push(link(`/programmes/${id}`, { year }))
  }
  const tell = (programme: string) =>
    offer.mutate(
      { body: { key: crypto.randomUUID(), programme, course } },
      { onSettled: () => opened(programme) },
    )
  const save = () =>
    change.mutate(
      { body: toBody(form, year) },
      { onSuccess: ({ id }) => (course === '' ? opened(id) : tell(id)) },
    )
  const choose = (system: string) => {
    const manifest = manifests.find((one) => one.id === system)
    setForm({ ...form, system, category: manifest?.category ?? form.category })
  }
  return (
    <SidePanel
      title={t('新建 {year} 年项目', { year })}
      open={open}
      onClose={onClose}
      foot={
        <div className="form-actions">
          <Action primary busy={change.isPending} whyNot={first} onClick={save}>
            {t('建立项目')}
          </Action>
          <Action onClick={forget}>{t('清空')}</Action>
        </div>
      }
    >
      <ChoiceField
        label={t('体系')}
        hint={manifests.find((one) => one.id === form.system)?.about}
        value={form.system}
        choices={[{ value: '', label: t('请选择') }, ...systemChoices(world, manifests, 'defined')]}
        onChoose={choose}
      />
      <Fields form={form} onChange={setForm} errors={errors} />
      {me.role === 'officer' && open && <ServedCourse value={course} onChoose={setCourse} />}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
  )
}

/** The course of the register of needs that the programme serves: whoever waits for it is told as it is opened. */
function ServedCourse({ value, onChoose }: { value: string; onChoose: (course: string) => void }) {
  const { data } = useCall(needs, { query: { limit: 1 } })
  const waiting = (data?.courses ?? []).filter((one) => one.open + one.told > 0)
  if (waiting.length === 0) return null
  return (
    <ChoiceField
      label={t('满足的补训需求')}
      hint={t('选了课程，建立项目时就通知登记了需求的人')}
      value={value}
      choices={[
        { value: '', label: t('不针对补训需求') },
        ...waiting.map(({ course, open, told }) => ({
          value: course,
          label: t('{course}（{n} 人等待）', { course: t(course), n: open + told }),
        })),
      ]}
      onChoose={onChoose}
    />
  )
}

type FieldsProps = {
  form: ProgrammeForm
  onChange: (form: ProgrammeForm) => void
  errors: ReturnType<typeof formErrors>
}

function Fields({ form, onChange, errors }: FieldsProps) {
  const units = useUnitChoices(['region', 'centre', 'cluster', 'school'])
  const set = (name: keyof ProgrammeForm) => (value: string) => onChange({ ...form, [name]: value })
  const levels = Object.entries(LEVELS).map(([value, label]) => ({ value, label: t(label) }))
  const categories = CREDIT_CATEGORIES.map((word) => ({ value: word, label: t(word) }))
  const typed = (name: 'title' | 'endsOn' | 'places' | 'budget') =>
    form[name] === '' ? undefined : errors[name]
  return (
    <>
      <TextField
        label={t('项目名称')}
        value={form.title}
        onText={set('title')}
        error={typed('title')}
        maxLength={120}
      />
      <ChoiceField label={t('级别')} value={form.level} choices={levels} onChoose={set('level')} />
      <ChoiceField
        label={t('承办单位')}
        hint={t('班次计入承办单位')}
        value={form.organiser}
        choices={units}
        onChoose={set('organiser')}
      />
      <div className="field-row">
        <TextField label={t('学科')} value={form.subject} onText={set('subject')} maxLength={40} />
        <TextField label={t('学段')} value={form.stage} onText={set('stage')} maxLength={40} />
      </div>
      <div className="field-row">
        <TextField label={t('开始日期')} type="date" value={form.startsOn} onText={set('startsOn')} />
        <TextField
          label={t('结束日期')}
          type="date"
          value={form.endsOn}
          onText={set('endsOn')}
          error={typed('endsOn')}
        />
      </div>
      <div className="field-row">
        <TextField
          label={t('计划人数')}
          inputMode="numeric"
          value={form.places}
          onText={set('places')}
          error={typed('places')}
        />
        <TextField
          label={t('预算（元）')}
          inputMode="decimal"
          value={form.budget}
          onText={set('budget')}
          error={typed('budget')}
        />
      </div>
      <ChoiceField
        label={t('学分类别')}
        hint={t('不选则本项目不计学分')}
        value={form.category}
        choices={[{ value: '', label: t('不计学分') }, ...categories]}
        onChoose={set('category')}
      />
    </>
  )
}
