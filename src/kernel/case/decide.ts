import type { CaseAction } from '#contract/case.ts'
import type { Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import { lastWorkingDay } from '#lib/working-days.ts'
import type { Effect, Ending, Office } from './define.ts'
import type { CaseEvent } from './fold.ts'
import { refuseActing, type Setting, type Who } from './may.ts'
import { resumedAt } from './resume.ts'
import {
  handedInBefore,
  judgedBefore,
  nextStage,
  officeAt,
  passMarkOf,
  stageOf,
  type AnyStage,
} from './steps.ts'
import { belowMark, OFFICE_WORDS } from './words.ts'

/** What an action writes: the event without its number, instant and actor, and what it brings about. */
export type Outcome = {
  event: Omit<CaseEvent, 'seq' | 'at' | 'actor' | 'standsFor'>
  effects: readonly Effect[]
}

/** A committee's vote, counted: whether the case passes by it, and what it says. */
export type Voted = {
  do: 'vote'
  passes: boolean
  because: string | null
  item: string | null
  document: string | null
}
/** An action as it is judged: votes are counted before. */
export type Decidable = Exclude<CaseAction, { do: 'vote' }> | Voted

/** Judges an action: what it writes and brings about, or why it cannot be. */
export function decide(setting: Setting, who: Who, action: Decidable): Outcome | Refusal {
  const refusal = refuseActing(setting, who, action.do)
  if (refusal !== null) return refusal
  switch (action.do) {
    case 'submit':
      return submitted(setting)
    case 'pass':
      return passed(setting, who, action)
    case 'return':
      return returned(setting, who, action)
    case 'refuse':
      return refused(setting, who, action)
    case 'vote':
      return voted(setting, who, action)
    case 'publish':
      return published(setting, action.document)
    case 'uphold':
    case 'dismiss':
      return settled(setting, action)
    case 'withdraw':
      return ended(setting, 'withdrawn', 'applicant', action.because)
    case 'annul':
      return {
        event: {
          ...blank(setting, 'annulled'),
          office: 'centre',
          because: action.because,
          document: action.document,
        },
        effects: [],
      }
  }
}

/** True for a refusal, false for an outcome. */
export function isRefused(said: Outcome | Refusal): said is Refusal {
  return 'because' in said
}

/** An event of a kind at the stage where the case stands, which stays there. */
function blank({ state, definition, facts, params }: Setting, kind: CaseEvent['kind']): Outcome['event'] {
  const stage = state.stage ?? nextStage(definition, null, facts, params) ?? ''
  return {
    kind,
    stage,
    next: state.stage,
    ending: null,
    office: null,
    because: null,
    score: null,
    number: null,
    document: null,
    from: null,
    until: null,
    item: null,
    settles: null,
    voids: null,
  }
}

/** Why judges are asked again, for the case's history. */
const JUDGED_ANEW = '评委所见的内容有改动，此前的打分不再计入，须重新评审。'

function submitted(setting: Setting): Outcome {
  const { state, anew } = setting
  const event = {
    ...blank(setting, 'submitted'),
    office: 'applicant' as const,
    because: anew.length > 0 ? JUDGED_ANEW : null,
    voids: anew.length > 0 ? anew : null,
  }
  return onward(setting, event, state.status === 'returned' ? resumedAt(setting, event.stage) : null)
}

/** The event leads to `to`, or to the next stage of this case; past the last one it is granted. */
function onward(setting: Setting, event: Outcome['event'], to: string | null = null): Outcome {
  const { definition, facts, params, letter } = setting
  const next = to ?? nextStage(definition, event.stage, facts, params)
  const stage = stageOf(definition, event.stage)
  const effects =
    stage.effects?.(
      {
        ...facts,
        score: event.score ?? facts.score,
        number: event.number ?? facts.number,
        letterDay: event.number !== null && event.number === letter?.number ? letter.day : null,
      },
      params,
    ) ?? []
  return { event: { ...event, next, ending: next === null ? 'granted' : null }, effects }
}

type Pass = Extract<CaseAction, { do: 'pass' }>

function passed(setting: Setting, who: Who, said: Pass): Outcome | Refusal {
  const { definition, state, facts, params } = setting
  const stage = stageOf(definition, state.stage ?? '')
  const office = officeAt(stage, facts, params)
  const missing =
    refuseWithoutDocument(who, office, said.document) ??
    refuseWithoutMark(stage, said) ??
    refuseAmount(stage, setting, said) ??
    refuseWithoutNumber(stage, setting, said)
  if (missing !== null) return missing
  const given = {
    office,
    because: said.because,
    score: said.score,
    // a number is given out where the definition says so, nowhere else
    number: stage.kind === 'issue' ? numberGiven(setting, said) : null,
    document: said.document,
  }
  const mark = passMarkOf(stage, params)
  if (mark !== null && said.score !== null && said.score < mark) {
    return refusedAt(setting, {
      ...blank(setting, 'refused'),
      ...given,
      because: belowMark(stage.title, said.score, mark),
    })
  }
  return onward(setting, { ...blank(setting, 'passed'), ...given })
}

/** What a committee has voted is what passes or refuses the case. */
function voted(setting: Setting, who: Who, { passes, because, item, document }: Voted): Outcome | Refusal {
  const { definition, state, facts, params } = setting
  const blocked = stageOf(definition, state.stage ?? '').blocks?.(facts, params) ?? null
  if (passes && blocked !== null) return { code: 'blocked', because: blocked }
  if (passes) return passed(setting, who, { do: 'pass', because, document, score: null, number: null })
  return refused(setting, who, { do: 'refuse', because: because ?? '', item, document })
}

function refuseWithoutDocument({ offices }: Who, office: Office, document: string | null): Refusal | null {
  if (offices.includes(office) && office !== 'upper') return null
  if (document !== null && document !== '') return null
  if (office !== 'bureau' && office !== 'upper') return null
  return { code: 'document', because: `录入${OFFICE_WORDS[office]}的决定，须写明文号。`, field: 'document' }
}

function refuseWithoutMark(stage: AnyStage, { score }: Pass): Refusal | null {
  const marked = stage.kind === 'review' || (stage.kind === 'exam' && stage.passMark !== undefined)
  if (!marked || score !== null) return null
  return { code: 'score', because: `请填写${stage.title}的得分。`, field: 'score' }
}

/** What a decision grants: at most what was asked for, and less only with the reason. */
function refuseAmount(stage: AnyStage, { facts, params }: Setting, { score, because }: Pass): Refusal | null {
  if (stage.kind !== 'decide' || stage.amount === undefined || score === null) return null
  const { title, most } = stage.amount
  const asked = most(facts, params)
  if (score > asked) return { code: 'amount', because: `${title}不能超过申请的 ${asked}。`, field: 'score' }
  if (score === asked || (because ?? '').length >= 2) return null
  const words = `${title} ${score}，少于申请的 ${asked}，请写明原因。`
  return { code: 'because', because: words, field: 'because' }
}

/** What was typed, else the number of the letter by which it is issued. */
function numberGiven({ letter }: Setting, { number }: Pass): string | null {
  return number === null || number === '' ? (letter?.number ?? null) : number
}

function refuseWithoutNumber(stage: AnyStage, setting: Setting, said: Pass): Refusal | null {
  if (stage.kind !== 'issue' || numberGiven(setting, said) !== null) return null
  const because = setting.letter?.because ?? `请填写${stage.number}。`
  return { code: 'number', because, field: 'number' }
}

type Return = Extract<CaseAction, { do: 'return' }>

/** A return goes to where the applicant last handed in, and from there back to who returned it. */
function returned(setting: Setting, who: Who, { because, document }: Return): Outcome | Refusal {
  const { definition, state, facts, params } = setting
  const at = state.stage ?? ''
  const office = officeAt(stageOf(definition, at), facts, params)
  const missing = refuseWithoutDocument(who, office, document)
  if (missing !== null) return missing
  const next = handedInBefore(definition, at, facts, params)
  return { event: { ...blank(setting, 'returned'), next, office, because, document }, effects: [] }
}

type Refuse = Extract<CaseAction, { do: 'refuse' }>

function refused(setting: Setting, who: Who, { because, item, document }: Refuse): Outcome | Refusal {
  const { definition, state, facts, params } = setting
  const office = officeAt(stageOf(definition, state.stage ?? ''), facts, params)
  const missing = refuseWithoutDocument(who, office, document)
  if (missing !== null) return missing
  if (item !== null && !Object.hasOwn(definition.materials, item)) {
    return { code: 'item', because: `这个体系没有材料“${item}”。`, field: 'item' }
  }
  return refusedAt(setting, { ...blank(setting, 'refused'), office, because, item, document })
}

function refusedAt({ definition, facts, params }: Setting, event: Outcome['event']): Outcome {
  const step = stageOf(definition, event.stage).title
  const seen = { ...facts, score: event.score ?? facts.score }
  return {
    event: { ...event, next: null, ending: 'refused' },
    effects: definition.refusedEffects?.(seen, params, step) ?? [],
  }
}

/** 公示: open from the day itself, for so many 工作日 after it. */
function published(setting: Setting, document: string | null): Outcome {
  const { definition, state, params, calendar, today } = setting
  const stage = stageOf(definition, state.stage ?? '')
  const days = stage.kind === 'notice' ? stage.period(params) : 0
  const until = lastWorkingDay(today, days, calendar)
  const office = officeAt(stage, setting.facts, params)
  return {
    event: { ...blank(setting, 'published'), office, from: today, until, document },
    effects: [],
  }
}

type Settle = Extract<CaseAction, { do: 'uphold' | 'dismiss' }>

/** An objection that holds sends the case back to where it was last judged; one that does not leaves it where it is. */
function settled(setting: Setting, { do: what, objection, because }: Settle): Outcome | Refusal {
  const { definition, state, facts, params } = setting
  if (!state.openObjections.includes(objection)) {
    return { code: 'settled', because: '这件异议已经处理，或不属于这次公示。', field: 'objection' }
  }
  const event = {
    ...blank(setting, what === 'uphold' ? 'upheld' : 'dismissed'),
    office: officeAt(stageOf(definition, state.stage ?? ''), facts, params),
    because,
    settles: objection,
  }
  const next = what === 'uphold' ? judgedBefore(definition, event.stage, facts, params) : event.stage
  return { event: { ...event, next }, effects: [] }
}

/** Ends a case that the applicant takes back, or that was not completed in time. */
export function ended(
  setting: Setting,
  ending: Extract<Ending, 'withdrawn' | 'lapsed'>,
  office: Office,
  because: string,
): Outcome {
  return { event: { ...blank(setting, ending), next: null, ending, office, because }, effects: [] }
}

/** The last day on which the stage is to be done; null where it has no time limit. */
export function dueOn(
  { definition, params, calendar }: Setting,
  stage: string | null,
  since: Day,
): Day | null {
  if (stage === null) return null
  const days = stageOf(definition, stage).days?.(params)
  return days === undefined ? null : lastWorkingDay(since, days, calendar)
}
