import type { CaseAction } from '#contract/case.ts'
import type { Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { WorkCalendar } from '#lib/working-days.ts'
import type { CaseDefinition, Office } from './define.ts'
import type { CaseState } from './fold.ts'
import { officeAt, stageOf, type AnyStage, type Facts, type Params } from './steps.ts'
import { ANNULLED, OFFICE_WORDS, STATUS_WORDS } from './words.ts'

/** A case as it stands, with what is needed to judge an action on it. */
export type Setting = {
  definition: CaseDefinition
  params: Params
  facts: Facts
  state: CaseState
  calendar: WorkCalendar
  today: Day
  /** The letter by which it is issued, found when a number is about to be given out. */
  letter?: LetterNumber
  /** Reviews to be held anew once it is handed in as it now is; found when it is handed in, none before. */
  anew: readonly string[]
}

/** The number of a letter, taken where none is typed; null while there is none that may be taken, and why. */
export type LetterNumber = {
  title: string
  number: string | null
  /** The day that it bears; null without a number. */
  day: Day | null
  because: string | null
}

/** Who acts, as far as this case is concerned. */
export type Who = {
  offices: readonly Office[]
  /** Whether the case is the actor's own, or that of whom the actor stands in for. */
  own: boolean
  /** Whom the actor stands in for; null where nobody. */
  standsFor: string | null
}

type Do = CaseAction['do']

/** What can be done at a stage of a kind, beside withdrawing. */
const AT_KIND: Record<AnyStage['kind'], readonly Do[]> = {
  submit: ['submit'],
  check: ['pass', 'return', 'refuse'],
  exam: ['pass', 'refuse'],
  review: ['pass'],
  notice: ['publish', 'uphold', 'dismiss', 'pass'],
  decide: ['pass', 'return', 'refuse'],
  issue: ['pass'],
}

/** The same where a committee's vote passes or refuses. */
const BY_VOTE: readonly Do[] = ['vote', 'return']

/** The actions that a page offers on a case as it stands, whether or not this caller may do them. */
export function offered({ definition, state }: Setting): Do[] {
  if (state.status === 'ended') return state.ending === 'granted' && !state.annulled ? ['annul'] : []
  if (state.stage === null) return ['submit', 'withdraw']
  const stage = stageOf(definition, state.stage)
  const { kind } = stage
  const atKind = stage.kind === 'check' && stage.committee !== undefined ? BY_VOTE : AT_KIND[kind]
  const all = atKind.filter((one) => fitsNotice(one, kind, state))
  return [...all, 'withdraw']
}

function fitsNotice(what: Do, kind: AnyStage['kind'], state: CaseState): boolean {
  if (kind !== 'notice') return true
  if (what === 'publish') return state.notice === null
  if (what === 'uphold' || what === 'dismiss') return state.openObjections.length > 0
  return state.notice !== null
}

/** Why somebody may not do something with a case as it stands; null when they may. */
export function refuseActing(setting: Setting, who: Who, what: Do): Refusal | null {
  const { state } = setting
  if (!offered(setting).includes(what)) return notNow(setting)
  if (what === 'annul') return who.offices.includes('centre') ? refuseOwn(who) : only('centre')
  if (what === 'withdraw') return refuseWithdrawing(setting, who)
  if (state.stage === null) return who.offices.includes('applicant') ? null : only('applicant')
  const stage = stageOf(setting.definition, state.stage)
  const office = officeAt(stage, setting.facts, setting.params)
  if (!mayActFor(who.offices, office)) return only(office)
  if (office === 'applicant') return null
  return refuseOwn(who) ?? refuseYet(setting, what) ?? refuseBlocked(stage, setting, what)
}

/** Who raised it takes it back; the one against whom it is raised does not. */
function refuseWithdrawing({ definition, facts }: Setting, { offices, own }: Who): Refusal | null {
  if (own && definition.against?.(facts) === true)
    return { code: 'raised-against', because: '这件事项由组织提出，您可以陈述意见，不能撤回。' }
  return offices.includes('applicant') ? null : only('applicant')
}

/** An officer enters what the bureau or a body above has decided; the document's number is then asked for. */
function mayActFor(offices: readonly Office[], office: Office): boolean {
  return (
    offices.includes(office) || ((office === 'bureau' || office === 'upper') && offices.includes('centre'))
  )
}

function notNow({ state }: Setting): Refusal {
  const words = state.annulled ? ANNULLED : STATUS_WORDS[state.status]
  return { code: 'not-now', because: `这件事项现在${words}，不能这样办理；请刷新后看它到了哪一步。` }
}

function only(office: Office): Refusal {
  return { code: 'not-yours', because: `这一步由${OFFICE_WORDS[office]}办理。` }
}

function refuseOwn({ own }: Who): Refusal | null {
  if (!own) return null
  return { code: 'own-case', because: '这是您本人的事项，或您与它有利害关系，应当回避，请由他人办理。' }
}

/** What the definition says of passing a case as things stand. */
function refuseBlocked(stage: AnyStage, { facts, params }: Setting, what: Do): Refusal | null {
  const because = what === 'pass' ? (stage.blocks?.(facts, params) ?? null) : null
  return because === null ? null : { code: 'blocked', because }
}

/** A notice is closed after its last day, and with every objection settled. */
function refuseYet({ definition, state, today }: Setting, what: Do): Refusal | null {
  if (state.stage === null || stageOf(definition, state.stage).kind !== 'notice' || what !== 'pass')
    return null
  if (state.openObjections.length > 0) {
    return { code: 'objections', because: `还有 ${state.openObjections.length} 件异议没有处理。` }
  }
  const until = state.notice?.until ?? today
  if (today > until) return null
  return { code: 'notice-runs', because: `公示到 ${until} 为止，期满后才能办结。` }
}
