import type { Manifest } from '../lib/worlds.ts'
import { t } from '../lib/t.ts'

/** What a form holds while it is being filled in: every field as typed. */
export type ProgrammeForm = {
  key: string
  title: string
  system: string
  level: string
  organiser: string
  subject: string
  stage: string
  startsOn: string
  endsOn: string
  places: string
  budget: string
  category: string
}

/** An empty form for a system, with what its definition usually says. */
export function emptyForm(manifest: Manifest | undefined, organiser: string): ProgrammeForm {
  return {
    key: crypto.randomUUID(),
    title: '',
    system: manifest?.id ?? '',
    level: 'county',
    organiser,
    subject: '',
    stage: '',
    startsOn: '',
    endsOn: '',
    places: '',
    budget: '',
    category: manifest?.category ?? '',
  }
}

/** What does not fit yet, by field; empty when the form can be sent. The server decides in the end. */
export function formErrors(form: ProgrammeForm): Partial<Record<keyof ProgrammeForm, string>> {
  const errors: Partial<Record<keyof ProgrammeForm, string>> = {}
  if (form.title.trim().length < 2) errors.title = t('请填写项目名称，至少 2 个字')
  if (form.system === '') errors.system = t('请选择体系')
  if (form.organiser === '') errors.organiser = t('请选择承办单位')
  if (form.startsOn !== '' && form.endsOn !== '' && form.endsOn < form.startsOn)
    errors.endsOn = t('结束日期不能早于开始日期')
  if (form.places !== '' && !/^\d+$/.test(form.places)) errors.places = t('计划人数应是整数')
  if (form.budget !== '' && !/^\d+(\.\d{1,2})?$/.test(form.budget))
    errors.budget = t('预算应是不小于 0 的数，至多两位小数')
  return errors
}

/** The form as the server takes it; blank fields are null. */
export function toBody(form: ProgrammeForm, year: number) {
  const text = (value: string) => (value.trim() === '' ? null : value.trim())
  const amount = (value: string) => (value.trim() === '' ? null : Number(value))
  return {
    key: form.key,
    title: form.title.trim(),
    system: form.system,
    level: form.level,
    year,
    organiser: form.organiser,
    subject: text(form.subject),
    stage: text(form.stage),
    startsOn: text(form.startsOn),
    endsOn: text(form.endsOn),
    places: amount(form.places),
    budget: amount(form.budget),
    category: text(form.category),
  }
}
