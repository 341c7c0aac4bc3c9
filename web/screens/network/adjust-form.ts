import type { Adjustment, NetworkNode } from '#contract/network.ts'
import { LOCALITIES, SCHOOL_KINDS } from '#contract/vocabulary.ts'
import type { Locality, SchoolKind } from '#contract/vocabulary.ts'
import { t } from '../../lib/t.ts'

/** What the forms of all adjustments hold, as typed. */
export type AdjustForm = {
  key: string
  on: string
  document: string
  name: string
  parent: string
  successor: string
  schoolKind: string
  urban: string
  town: string
}

/** A form that begins with what holds of the unit now. */
export function blankAdjustment(unit: NetworkNode): AdjustForm {
  return {
    key: crypto.randomUUID(),
    on: '',
    document: '',
    name: unit.name,
    parent: unit.parent ?? '',
    successor: '',
    schoolKind: idOf(SCHOOL_KINDS, unit.kindWord),
    urban: idOf(LOCALITIES, unit.urbanWord),
    town: unit.town ?? '',
  }
}

function idOf(words: Record<string, string>, word: string | null): string {
  return Object.entries(words).find(([, one]) => one === word)?.[0] ?? ''
}

/** The identifier of a kind of school; null when none is chosen. */
export function schoolKindOf(text: string): SchoolKind | null {
  return (Object.keys(SCHOOL_KINDS) as SchoolKind[]).find((one) => one === text) ?? null
}

/** The identifier of where a school lies; null when none is chosen. */
export function localityOf(text: string): Locality | null {
  return (Object.keys(LOCALITIES) as Locality[]).find((one) => one === text) ?? null
}

/** The form as the server takes it. */
export function asAdjustment(kind: Adjustment['kind'], form: AdjustForm): Adjustment {
  const basis = { key: form.key, on: form.on, document: form.document.trim() }
  if (kind === 'rename') return { kind, ...basis, name: form.name.trim() }
  if (kind === 'move') return { kind, ...basis, parent: form.parent }
  if (kind === 'merge') return { kind, ...basis, successor: form.successor }
  if (kind === 'close') return { kind, ...basis }
  const town = form.town.trim() === '' ? null : form.town.trim()
  return { kind, ...basis, schoolKind: schoolKindOf(form.schoolKind), urban: localityOf(form.urban), town }
}

/** What does not fit yet, in words; undefined when it can be sent. */
export function adjustmentProblem(kind: Adjustment['kind'], form: AdjustForm): string | undefined {
  if (kind === 'rename' && form.name.trim().length < 2) return t('请写单位全称')
  if (kind === 'move' && form.parent === '') return t('请选择新的上级')
  if (kind === 'merge' && form.successor === '') return t('请选择并入的单位')
  if (form.on === '') return t('请填写生效日')
  return form.document.trim().length < 2 ? t('请写所依据文件的文号') : undefined
}
