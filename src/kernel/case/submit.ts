import { dayAt, type Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import { Refused } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { reviewsAnew } from './anew.ts'
import { refuseActing, type Setting, type Who } from './may.ts'
import { checkForm, fieldsOf, valueText } from './form.ts'
import type { Loaded } from './load.ts'
import { holdMatter, refuseSecond, type About } from './matter.ts'
import { findRound, refuseDay } from './round-days.ts'
import { nextStage, stageOf, type Submitting } from './steps.ts'
import { insertValues, keepDraft, sealMaterials, valuesOf } from './store.ts'
import { keepSubject } from './subject-kept.ts'

/** The same person or school has another application in the round. */
export const TWICE: Refusal = {
  code: 'twice',
  because: '在这个批次里已另有一件申请在办理或已通过，请在那一件上办理，这份草稿可以放弃。',
}

/** What keeps a case from being handed in as it stands; empty when it may be. */
export function faultsOf(setting: Setting): Refusal[] {
  const at = submitStage(setting)
  if (at === null) return []
  const { definition, facts, params } = setting
  const { faults } = checkForm(definition, at.id, facts.form)
  const missing = requiredMaterials(setting).filter((id) => !facts.materials.includes(id))
  const papers = missing.map((id) => ({
    code: 'material',
    because: `缺少材料：${definition.materials[id]?.title}。`,
    field: id,
  }))
  if (faults.length > 0) return [...faults, ...papers]
  const broken = (at.stage.rules ?? [])
    .map((rule) => rule.breaks(facts, params))
    .filter((words) => words !== null)
  return [...papers, ...broken.map((because) => ({ code: 'rule', because, basis: definition.basis }))]
}

/** What keeps a case from being handed in, in words: what it lacks, and another one under way about the same thing. */
export async function missingOf(work: Work, loaded: Loaded): Promise<string[]> {
  const { setting } = loaded
  if (submitStage(setting) === null) return []
  const second = await secondIn(work, loaded)
  return [...faultsOf(setting), ...(second === null ? [] : [second])].map(({ because }) => because)
}

function aboutOf({ record, setting }: Loaded): About {
  return { whom: record, form: setting.facts.form, own: record.id }
}

/** Another case of the same person that is under way about the same thing, as this one is told of it. */
async function secondIn(work: Work, loaded: Loaded): Promise<Refusal | null> {
  const { definition, state } = loaded.setting
  const second = await refuseSecond(work, definition, aboutOf(loaded))
  if (second === null || state.status !== 'draft') return second
  return { ...second, because: `${second.because}这份草稿可以放弃。` }
}

/** The same for two that are handed in at once. */
async function refuseSecondIn(work: Work, loaded: Loaded): Promise<void> {
  await holdMatter(work, loaded.setting.definition, aboutOf(loaded))
  const second = await secondIn(work, loaded)
  if (second !== null) throw new Refused(409, second)
}

/** The rules of handing in, with the numbers that hold. */
export function rulesOf(setting: Setting): string[] {
  const at = submitStage(setting)
  return (at?.stage.rules ?? []).map((rule) => rule.says(setting.params))
}

/** Materials that this case needs at the stage where it stands. */
export function requiredMaterials(setting: Setting): string[] {
  const at = submitStage(setting)
  if (at === null) return []
  const { definition, facts, params } = setting
  const listed = at.stage.materials ?? Object.keys(definition.materials)
  return listed.filter((id) => definition.materials[id]?.onlyIf?.(facts, params) !== false)
}

/** The stage at which the case waits to be handed in; null while it is with others. */
export function submitStage({ definition, state, facts, params }: Setting): Submitting | null {
  const id = state.stage ?? (state.status === 'draft' ? nextStage(definition, null, facts, params) : null)
  if (id === null) return null
  const stage = stageOf(definition, id)
  return stage.kind === 'submit' ? { id, stage } : null
}

/**
 * Fixes what is handed in: the form as it is, and the files. @returns the case with facts of today.
 * @throws Refused 403, 409, 422 with the first field that does not fit and all of them in words.
 */
export async function handIn(work: Work, loaded: Loaded, who: Who): Promise<Loaded> {
  const { setting, record } = loaded
  const refusal = refuseActing(setting, who, 'submit')
  if (refusal !== null) throw new Refused(refusal.code === 'not-yours' ? 403 : 409, refusal)
  const late = await refuseLate(work, loaded)
  if (late !== null) throw new Refused(422, late)
  const faults = faultsOf(setting)
  const first = faults[0]
  if (first !== undefined)
    throw new Refused(422, { ...first, because: faults.map(({ because }) => because).join('') })
  await refuseSecondIn(work, loaded)
  const at = submitStage(setting)
  const { values } = checkForm(setting.definition, at?.id ?? '', setting.facts.form)
  const submission = setting.state.submissions + 1
  const texts = new Map(Object.entries(values).map(([name, value]) => [name, valueText(value)]))
  const before = (await valuesOf(work, [record.id])).get(record.id) ?? new Map<string, string>()
  const said = at === null ? texts : new Map([...texts, ...clearedIn(loaded, at.id, texts, before)])
  const anew = at === null ? [] : reviewsAnew(setting, changesOf(loaded, at.id, said, before))
  await insertValues(work, record.id, submission, said)
  await sealMaterials(work, record.id, submission)
  await keepSubject(work, record.id, submission, loaded.subject)
  await keepDraft(work, record.id, {})
  const state = recategorised(loaded) ? { ...setting.state, passed: [] } : setting.state
  return {
    ...loaded,
    setting: { ...setting, state, anew },
    record: { ...record, submittedOn: record.submittedOn ?? dayAt(work.now) },
  }
}

function changesOf(
  loaded: Loaded,
  at: string,
  said: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): Parameters<typeof reviewsAnew>[1] {
  return {
    at,
    category: recategorised(loaded),
    fields: [...said].filter(([name, text]) => (before.get(name) ?? '') !== text).map(([name]) => name),
    materials: loaded.materials
      .filter(({ submission }) => submission === null)
      .map(({ material }) => material),
  }
}

/**
 * Why it is too late, or too early, to hand a case in; null when it is not. A draft is taken through the last day of its
 * round; what was handed in by then and returned may be completed afterwards, through its own last day.
 */
export async function refuseLate(work: Work, { record, setting }: Loaded): Promise<Refusal | null> {
  const { state, today } = setting
  if (state.status === 'returned') return refuseOverdue(record.dueOn, today)
  if (record.roundId === null || state.submissions > 0) return null
  const round = await findRound(work, record.system, record.roundId)
  return round === undefined ? null : refuseDay(round, today)
}

/** Why what was returned is not taken any more. */
function refuseOverdue(due: Day | null, today: Day): Refusal | null {
  if (due === null || today <= due) return null
  const because = `补正期限到 ${due} 为止，已经过了，这件事项按逾期终止；需要的可以重新申请。`
  return { code: 'overdue', because }
}

/** Fields of the stage that were handed in before and are empty now: an empty text takes the place of what they said. */
function clearedIn(
  { setting }: Loaded,
  stage: string,
  texts: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): [string, string][] {
  const gone = fieldsOf(setting.definition, stage).filter((name) => before.has(name) && !texts.has(name))
  return gone.map((name) => [name, ''])
}

/** Whether the category is another than the one under which the case was recommended and judged so far. */
function recategorised({ record, setting }: Loaded): boolean {
  return record.category !== null && record.category !== setting.facts.category
}
