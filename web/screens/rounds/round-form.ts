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
  /** What each school may recommend, as pasted from Excel. */
  schools: string
}

/** A school, as it can be named in such a line. */
export type Named = { code: string; name: string }

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
    schools: '',
  }
}

/** Whether schools recommend in a system, so that each may have places of its own. */
export function schoolsRecommend({ stages }: CaseManifest): boolean {
  return stages.some(({ kind, offices }) => kind === 'check' && offices.includes('school'))
}

/** Why it cannot be opened as it is; undefined when it can. */
export function roundProblem(
  form: RoundForm,
  manifest: CaseManifest,
  schools: readonly Named[],
): string | undefined {
  if (form.title.trim().length < 2) return t('请填写批次名称')
  if (form.opensOn === '' || form.closesOn === '') return t('请填写受理的起止日期')
  if (form.closesOn < form.opensOn) return t('最后一天早于开始受理的日期')
  if (form.document.trim().length < 2) return t('请写明所依据文件的文号')
  const wrong = manifest.category.words.find(
    (word) => isWrong(form.places[word]) || isWrong(form.floors[word]),
  )
  if (wrong !== undefined) return t('{what}的名额应是整数', { what: t(wrong) })
  return schoolPlaces(form.schools, manifest, schools).problem
}

function isWrong(text = ''): boolean {
  return text.trim() !== '' && !/^\d+$/.test(text.trim())
}

/** The round as the server takes it; its year is that in which it opens. */
export function roundBody(form: RoundForm, manifest: CaseManifest, schools: readonly Named[]) {
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
    unitPlaces: schoolPlaces(form.schools, manifest, schools).places,
  }
}

type SchoolPlace = { unit: string; category: string; places: number }

/** Lines of school, category and number, apart by tabs, commas or spaces; the first one that does not fit is named. */
export function schoolPlaces(
  text: string,
  { category }: Pick<CaseManifest, 'category'>,
  schools: readonly Named[],
): { places: SchoolPlace[]; problem: string | undefined } {
  const places: SchoolPlace[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const n = at + 1
    const [school = '', word = '', number = '', ...more] = line.trim().split(/[\t,，\s]+/)
    const found = schools.filter(({ code, name }) => code === school || name === school)
    const wrong = (problem: string) => ({ places: [], problem })
    if (found.length === 0) return wrong(t('第 {n} 行：没有“{school}”这所学校', { n, school }))
    if (found.length > 1) return wrong(t('第 {n} 行：有几所“{school}”，请写代码', { n, school }))
    if (!category.words.includes(word)) return wrong(t('第 {n} 行：没有“{word}”这个类别', { n, word }))
    if (!/^\d+$/.test(number) || more.length > 0)
      return wrong(t('第 {n} 行：名额应是整数，一行写一个', { n }))
    places.push({ unit: found[0]?.code ?? '', category: word, places: Number(number) })
  }
  return { places, problem: undefined }
}

function amount(text = ''): number | null {
  return text.trim() === '' ? null : Number(text)
}
