import type { Ending, Office } from './define.ts'

/** What can happen to a case; `passed` also closes a notice, ends a review and gives out a number. */
export type EventKind =
  | 'submitted'
  | 'passed'
  | 'returned'
  | 'refused'
  | 'published'
  | 'objected'
  | 'upheld'
  | 'dismissed'
  | 'withdrawn'
  | 'lapsed'
  | 'annulled'

/** One event as it was written: never changed afterwards. */
export type CaseEvent = {
  seq: number
  at: Date
  kind: EventKind
  /** The stage at which it happened. */
  stage: string
  /** The stage that the case then stands at; null where it ended. */
  next: string | null
  ending: Ending | null
  office: Office | null
  /** How people are told who did it. */
  actor: string
  /** Whom the actor stood in for; null where nobody. */
  standsFor: string | null
  because: string | null
  /** 得分 of an exam or of a closed review. */
  score: number | null
  /** 编号 given out, or the number of the document that a decision rests on. */
  number: string | null
  document: string | null
  /** 公示 from and through these days. */
  from: string | null
  until: string | null
  /** The material that is missing. */
  item: string | null
  /** The objection (by seq) that an `upheld` or `dismissed` settles. */
  settles: number | null
  /** Reviews whose points count no more from here on: what judges see was changed. */
  voids: readonly string[] | null
}

export type Status = 'draft' | 'open' | 'returned' | 'ended'

/** Where a case stands. */
export type CaseState = {
  status: Status
  stage: string | null
  /** The instant since which it stands there. */
  since: Date | null
  /** How often it was handed in. */
  submissions: number
  ending: Ending | null
  /** A granted case that was taken back afterwards. */
  annulled: boolean
  /** The stage to go on from after what was returned is handed in again. */
  resumesAt: string | null
  /** Stages that it has gone through. */
  passed: readonly string[]
  notice: { from: string; until: string } | null
  /** Objections that nobody has settled. */
  openObjections: readonly number[]
  score: number | null
  number: string | null
  /** Why it was last returned or refused. */
  because: string | null
}

const DRAFT: CaseState = {
  status: 'draft',
  stage: null,
  since: null,
  submissions: 0,
  ending: null,
  annulled: false,
  resumesAt: null,
  passed: [],
  notice: null,
  openObjections: [],
  score: null,
  number: null,
  because: null,
}

/** The state that events, in their order, lead to; none is a draft. */
export function fold(events: readonly CaseEvent[]): CaseState {
  return events.reduce(step, DRAFT)
}

function step(state: CaseState, event: CaseEvent): CaseState {
  const moved = event.next === event.stage ? state : { ...state, notice: null }
  return { ...moved, ...standing(state, event), ...noted(state, event), ...ofNotice(state, event) }
}

/** Where the case stands after the event. */
function standing(state: CaseState, event: CaseEvent): Partial<CaseState> {
  if (event.kind === 'annulled') return { annulled: true, because: event.because }
  if (event.ending !== null) {
    return { status: 'ended', stage: null, ending: event.ending, since: event.at, because: event.because }
  }
  const since = event.next === state.stage && state.status === 'open' ? state.since : event.at
  const returned = event.kind === 'returned'
  return {
    status: returned ? 'returned' : 'open',
    stage: event.next,
    since,
    resumesAt: returned ? event.stage : null,
  }
}

/** What the event leaves on the case. */
function noted(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const passed = [...state.passed, event.stage]
  if (event.kind === 'submitted') return { submissions: state.submissions + 1, because: null, passed }
  if (event.kind === 'returned' || event.kind === 'upheld') return { because: event.because }
  if (event.kind === 'refused') return { score: event.score ?? state.score }
  if (event.kind !== 'passed') return {}
  return { score: event.score ?? state.score, number: event.number ?? state.number, passed }
}

function ofNotice(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const { kind, from, until, seq, settles } = event
  if (kind === 'published' && from !== null && until !== null) return { notice: { from, until } }
  if (kind === 'objected') return { openObjections: [...state.openObjections, seq] }
  // one that is upheld sends the case back; the others still wait for their answer
  if (kind === 'upheld' || kind === 'dismissed')
    return { openObjections: state.openObjections.filter((open) => open !== settles) }
  return {}
}
