import type { CaseManifest } from '#contract/case-manifest.ts'
import { t } from '../../lib/t.ts'

/** A round as it is typed; places by category. */
export type RoundForm = {
  key: string
  title: string
  opensOn: string
  closesOn: string
  document: string
  places: Record<string, string>
  floors: Record<string, string>
}

/** Nothing filled in yet. */
export function emptyRound(): RoundForm {
  return {
    key: crypto.randomUUID(),
    title: '',
    opensOn: '',
    closesOn: '',
    document: '',
    places: {},
    floors: {},
  }
}

/** Why it cannot be opened as it is; undefined when it can. */
export function roundProblem(form: RoundForm, manifest: CaseManifest): string | undefined {
  if (form.title.trim().length < 2) return t('请填写批次名称')
  if (form.opensOn === '' || form.closesOn === '') return t('请填写受理的起止日期')
  if (form.closesOn < form.opensOn) return t('最后一天早于开始受理的日期')
  if (form.document.trim().length < 2) return t('请写明所依据文件的文号')
  const wrong = manifest.category.words.find(
    (word) => isWrong(form.places[word]) || isWrong(form.floors[word]),
  )
  return wrong === undefined ? undefined : t('{what}的名额应是整数', { what: t(wrong) })
}

function isWrong(text = ''): boolean {
  return text.trim() !== '' && !/^\d+$/.test(text.trim())
}

/** The round as the server takes it; its year is that in which it opens. */
export function roundBody(form: RoundForm, manifest: CaseManifest) {
  return {
    key: form.key,
    system: manifest.id,
    title: form.title.trim(),
    year: Number(form.opensOn.slice(0, 4)),
    opensOn: form.opensOn,
    closesOn: form.closesOn,
    document: form.document.trim(),
    places: manifest.category.words.map((category) => ({
      category,
      places: amount(form.places[category]),
      floor: amount(form.floors[category]) ?? 0,
    })),
  }
}

function amount(text = ''): number | null {
  return text.trim() === '' ? null : Number(text)
}
