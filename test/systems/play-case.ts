import assert from 'node:assert/strict'
import { decide, ended, isRefused, type Decidable, type Outcome } from '#kernel/case/decide.ts'
import { offered, type Setting, type Who } from '#kernel/case/may.ts'
import type { CaseDefinition, Effect, Ending, Office } from '#kernel/case/define.ts'
import { fold, type CaseEvent } from '#kernel/case/fold.ts'
import { addDays } from '#lib/dates.ts'
import { workCalendar } from '#lib/working-days.ts'
import { officeAt, officesAt, stageOf, type Facts, type Params } from '#kernel/case/steps.ts'

/** What came of a system's drawn cases when everything was done with them that can be done. */
export type Played = {
  stages: Set<string>
  endings: Set<Ending>
  offices: Set<string>
  effects: Effect[]
}

/** Each step happens long after the one before, so that every period has run out. */
const DAYS_BETWEEN = 90

/** Takes one case to its end, and at each stage every other way that is offered there. */
export function play(definition: CaseDefinition, facts: Facts, params: Params, into: Played): void {
  const setting = (events: readonly CaseEvent[]): Setting => ({
    definition,
    params,
    facts,
    state: fold(events),
    calendar: workCalendar([]),
    anew: [],
    today: addDays('2025-01-01', events.length * DAYS_BETWEEN),
  })
  let events: CaseEvent[] = []
  for (let steps = 0; fold(events).status !== 'ended'; steps += 1) {
    assert.ok(steps < 40, `${definition.id} goes round in circles`)
    tryWays(setting(events), into)
    const outcome = onward(setting(events), into)
    note(outcome, into)
    events = written(events, outcome)
  }
}

/** Takes a case on; one that its definition holds back where it stands is refused there, in its words. */
function onward(setting: Setting, into: Played): Outcome {
  const because = blockedBy(setting)
  if (because === null) return outcomeOf(setting, forward(setting), into)
  assert.match(because, /。$/)
  return outcomeOf(setting, { do: 'refuse', because, item: null, document: '文号' }, into)
}

function blockedBy({ definition, state, facts, params }: Setting): string | null {
  return state.stage === null ? null : (stageOf(definition, state.stage).blocks?.(facts, params) ?? null)
}

/** The action that takes a case on. */
function forward(setting: Setting): Decidable {
  const offers = offered(setting)
  if (offers.includes('submit')) return { do: 'submit' }
  if (offers.includes('vote')) return votes(true)
  if (offers.includes('publish')) return { do: 'publish', document: '文号' }
  const { state, definition } = setting
  // a decision grants all that was asked for where nobody enters less
  const decides = state.stage !== null && stageOf(definition, state.stage).kind === 'decide'
  return { do: 'pass', because: null, score: decides ? null : 100, number: '编号1', document: '文号' }
}

/** A committee's vote that passes a case or does not, as it is counted. */
function votes(passes: boolean): Decidable {
  return { do: 'vote', passes, because: '说明理由', item: null, document: '文号' }
}

/** Every other way out of where a case stands, each to its end or to where it returns. */
function tryWays(setting: Setting, into: Played): void {
  const because = '说明理由'
  for (const what of offered(setting)) {
    if (what === 'refuse')
      note(outcomeOf(setting, { do: what, because, item: null, document: '文号' }, into), into)
    if (what === 'vote') note(outcomeOf(setting, votes(false), into), into)
    if (what === 'return') note(outcomeOf(setting, { do: what, because, document: '文号' }, into), into)
    if (what === 'withdraw') note(outcomeOf(setting, { do: what, because }, into), into)
  }
  if (setting.state.status === 'open') note(ended(setting, 'lapsed', 'centre', because), into)
}

/** Has the office act that is to act; it must be one that the stage lists. */
function outcomeOf(setting: Setting, action: Decidable, into: Played): Outcome {
  const { state, definition, facts, params } = setting
  const own: Office[] = ['submit', 'withdraw'].includes(action.do) ? ['applicant'] : []
  if (state.stage !== null && own.length === 0) {
    const stage = stageOf(definition, state.stage)
    const office = officeAt(stage, facts, params)
    assert.ok(officesAt(stage).includes(office), `${definition.id} ${state.stage} does not list ${office}`)
    into.offices.add(`${state.stage} ${office}`)
    own.push(office)
  }
  const who: Who = { offices: own, own: false, standsFor: null }
  const said = decide(setting, who, action)
  if (isRefused(said)) assert.fail(`${definition.id} ${state.stage} ${action.do}: ${said.because}`)
  into.effects.push(...said.effects)
  return said
}

function note({ event }: Outcome, into: Played): void {
  if (event.ending !== null) into.endings.add(event.ending)
  if (event.next !== null) into.stages.add(event.next)
}

function written(events: readonly CaseEvent[], { event }: Outcome): CaseEvent[] {
  const at = new Date(Date.UTC(2025, 0, 1 + events.length))
  return [...events, { ...event, seq: events.length + 1, at, actor: '某人', standsFor: null }]
}
