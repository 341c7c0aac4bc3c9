import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { Action } from '#contract/common.ts'
import type { casePage } from '#contract/case.ts'
import { dayAt } from '#lib/dates.ts'
import { maskIdentityNumber } from '#lib/identity-number.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { whoOf } from './act.ts'
import { awayOn } from './away.ts'
import { committeeOf } from './committee/view.ts'
import { refuseUnseated } from './committee/vote.ts'
import { offered, refuseActing } from './may.ts'
import { judgesView } from './judges-view.ts'
import { caseRows } from './list.ts'
import { loadCase, type Loaded } from './load.ts'
import type { Cases } from './registry.ts'
import type { Away } from './rights.ts'
import { officeAt, stagesOf } from './steps.ts'
import { stopsOf, type Stand } from './track.ts'
import { missingOf, refuseLate, requiredMaterials, rulesOf } from './submit.ts'
import { choicesOf } from './travel.ts'
import { EVENT_WORDS, GIVEN_UP, OFFICE_WORDS } from './words.ts'

type Page = z.input<NonNullable<(typeof casePage)['reply']>>

/** One case wholly: what was handed in, where it stands, what happened, and what the caller can do. @throws Refused 404. */
export async function casePageOf(work: Work, cases: Cases, id: string): Promise<Page> {
  const loaded = await loadCase(work, cases, id)
  const [row] = await caseRows(work, cases, [id])
  const absent = await awayOn(work, dayAt(work.now))
  const { setting, record } = loaded
  const committee = await committeeOf(work, loaded)
  return {
    row: row!,
    subject: { name: record.name, personId: record.personId, facts: factsShown(loaded) },
    form: setting.facts.form as Page['form'],
    choices: await choicesOf(work, setting.definition, record.personId),
    materials: materialsShown(loaded),
    missing: await missingOf(work, loaded),
    rules: rulesOf(setting),
    track: trackOf(loaded, row!.due, committee.notes),
    objections: await objectionsOf(work, id),
    judges: await judgesView(work, id),
    events: eventsShown(loaded),
    effects: await effectsOf(work, id),
    travel: travelShown(setting),
    committee: { sittings: committee.sittings, votes: committee.votes },
    actions: actionsOf(work, loaded, absent, {
      submit: await refuseLate(work, loaded),
      vote: await refuseUnseated(work, loaded),
    }),
  }
}

function travelShown({ facts: { travel } }: Loaded['setting']): Page['travel'] {
  return travel === null ? null : { owed: travel.owed, says: travel.says }
}

/** Why an action cannot be done for what others have done or not done, by action. */
type Besides = Readonly<Record<string, Refusal | null>>

function actionsOf(work: Work, loaded: Loaded, absent: readonly Away[], besides: Besides): Action[] {
  const who = whoOf(work, loaded, absent)
  const { setting } = loaded
  const done = offered(setting).map((what) =>
    actionOf(what, (refuseActing(setting, who, what) ?? besides[what])?.because ?? null),
  )
  const fills =
    setting.state.status === 'draft' ||
    setting.state.status === 'returned' ||
    done.some(({ id }) => id === 'submit')
  const fill = fills ? [actionOf('fill', who.offices.includes('applicant') ? null : '由申请人填写。')] : []
  return [...fill, ...done]
}

function factsShown({ record, setting, subject }: Loaded): Page['subject']['facts'] {
  const { teacher, school } = setting.facts
  const said: readonly [string, string | number | null | undefined][] =
    teacher !== null
      ? [
          ['单位', teacher.unitName],
          ['任教', [teacher.stage, teacher.subject].filter((word) => word !== null).join('')],
          ['职称', teacher.rank],
          ['学历', teacher.degree],
          ['编制', teacher.staffing],
          ['普通话', teacher.putonghua],
          ['资格种类', teacher.certificate],
          ['教龄', teacher.yearsOfService === null ? null : `${teacher.yearsOfService} 年`],
          ['称号', teacher.titles.join('、')],
        ]
      : school !== null
        ? [
            ['学校代码', school.code],
            ['城乡', school.rural ? '乡村' : '城镇'],
          ]
        : [['身份证件号', record.identityNumber === null ? null : maskIdentityNumber(record.identityNumber)]]
  const facts = said.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return [
    ...facts.map(([title, value]) => ({ title, value: String(value) })),
    ...asOf(record.submittedOn, subject.unit === null),
  ]
}

/** Facts of a person are those of the day on which the case was handed in. */
function asOf(day: string | null, outsider: boolean): Page['subject']['facts'] {
  return day === null || outsider ? [] : [{ title: '以上情况截至', value: day }]
}

function materialsShown({ setting, materials }: Loaded): Page['materials'] {
  const required = new Set(requiredMaterials(setting))
  return Object.entries(setting.definition.materials).map(([id, { title, judges }]) => ({
    id,
    title,
    judges: judges === true,
    required: required.has(id),
    files: materials
      .filter(({ material }) => material === id)
      .map(({ file, name, bytes }) => ({ id: file, name, bytes })),
  }))
}

/** How a stage stands that the case has left behind: what was said there is of the past. */
const PAST: ReadonlySet<Stand> = new Set<Stand>(['done', 'stopped'])

/** The day that was told stays, whatever has become of the calendar since. */
function trackOf(
  { setting, events }: Loaded,
  due: string | null,
  notes: ReadonlyMap<string, string>,
): Page['track'] {
  const { facts, params } = setting
  return stopsOf(setting, events).map(({ id, stage, state: stands, at }) => ({
    stage: id,
    title: stage.title,
    state: stands,
    waitsFor: OFFICE_WORDS[officeAt(stage, facts, params)],
    at: at?.toISOString() ?? null,
    due: stands === 'here' ? due : null,
    note: PAST.has(stands) ? (notes.get(id) ?? null) : null,
  }))
}

function eventsShown({ events, setting }: Loaded): Page['events'] {
  const titles = new Map(stagesOf(setting.definition).map(({ id, stage }) => [id, stage.title]))
  return events.map((event) => ({
    seq: event.seq,
    at: event.at.toISOString(),
    kind: event.kind,
    word: submitted(events) || event.kind !== 'withdrawn' ? EVENT_WORDS[event.kind] : GIVEN_UP,
    stageTitle: titles.get(event.stage) ?? event.stage,
    actor: event.actor,
    standsFor: event.standsFor,
    because: event.because,
    score: event.score,
    number: event.number,
    document: event.document,
    from: event.from,
    until: event.until,
  }))
}

function submitted(events: Loaded['events']): boolean {
  return events.some(({ kind }) => kind === 'submitted')
}

async function objectionsOf({ tx, caller }: Work, id: string): Promise<Page['objections']> {
  const { rows } = await sql<{
    seq: number
    at: Date
    text: string
    name: string
    contact: string
    settled: string | null
  }>`
    select o.seq, e.at, o.text, o.name, o.contact, (select s.kind || '：' || s.because from case_event s
      where s.region_id = o.region_id and s.case_id = o.case_id and s.settles = o.seq) as settled
    from case_objection o join case_event e on e.region_id = o.region_id and e.case_id = o.case_id and e.seq = o.seq
    where o.region_id = ${caller.region} and o.case_id = ${id} order by o.seq`.execute(tx)
  return rows.map(({ at, settled, ...row }) => ({
    ...row,
    at: at.toISOString(),
    settled:
      settled?.replace('upheld', EVENT_WORDS.upheld).replace('dismissed', EVENT_WORDS.dismissed) ?? null,
  }))
}

async function effectsOf({ tx, caller }: Work, id: string): Promise<Page['effects']> {
  const { rows } = await sql<Page['effects'][number]>`
    select kind, words, undone_at is not null as undone, case when kind = 'start' then made_id end as programme from case_effect
    where region_id = ${caller.region} and case_id = ${id} order by seq, n`.execute(tx)
  return rows
}
