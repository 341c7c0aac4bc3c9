import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dayAt, yearOf } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { notifyOfCase } from '#kernel/message/notices/notify.ts'
import { meetNeed, reopenNeed } from '#kernel/need/meet.ts'
import { noteNeed } from '#kernel/need/note.ts'
import type { Who } from '#kernel/need/who.ts'
import {
  endTitle,
  grantAward,
  grantTitle,
  registerCertification,
  strikeOut,
  type Register,
} from '#kernel/people/grants.ts'
import { identityNumberOf } from '#kernel/people/read.ts'
import { transferPerson } from '#kernel/people/service.ts'
import { holdProgramme, releaseProgramme } from '#kernel/programme/hold.ts'
import { createProgramme } from '#kernel/programme/programmes/create.ts'
import type { Systems } from '#kernel/programme/registry.ts'
import { reversePaid } from '#kernel/money/entries.ts'
import { Refused } from '#lib/refusal.ts'
import type { Effect } from './define.ts'
import type { Loaded } from './load.ts'
import { payTravel } from './pay.ts'
import { asProgram, type Deciding } from './program.ts'
import type { CaseRecord } from './store.ts'

/** What an effect left: the record it made, and how the case's page says it. */
type Made = { id: string | null; words: string }

/**
 * Does what a decision brings about, by the program's own rights: who decides need not be allowed to write registers,
 * and nobody can write them but by a decision. All of it stands or falls with the decision.
 */
export async function bringAbout(
  deciding: Deciding,
  loaded: Loaded,
  seq: number,
  effects: readonly Effect[],
): Promise<void> {
  if (effects.length === 0) return
  await asProgram(deciding, async (work) => {
    for (const [n, effect] of effects.entries()) {
      const { id, words } = await bring(work, deciding.systems, loaded, effect)
      await sql`insert into case_effect (region_id, case_id, seq, n, kind, made_id, words)
        values (${work.caller.region}, ${loaded.record.id}, ${seq}, ${n}, ${effect.kind}, ${id}, ${words})`.execute(
        work.tx,
      )
    }
  })
}

async function bring(work: Work, systems: Systems, loaded: Loaded, effect: Effect): Promise<Made> {
  const { record, subject } = loaded
  switch (effect.kind) {
    case 'title':
      return { id: await grantTitle(work, personOf(record), effect), words: `授予称号：${effect.title}` }
    case 'end-title':
      return {
        id: await endTitle(work, personOf(record), effect),
        words: `终止称号：${effect.title}，自 ${effect.on} 起`,
      }
    case 'award':
      return { id: await grantAward(work, personOf(record), effect), words: `登记荣誉：${effect.name}` }
    case 'post': {
      await transferPerson(work, personOf(record), {
        key: randomUUID(),
        unit: effect.unit,
        on: effect.from,
        document: effect.document,
      })
      return { id: null, words: `办理调动，自 ${effect.from} 起` }
    }
    case 'register':
      return {
        id: await register(work, record, effect),
        words: `登记资格认定结果：${effect.certification.result === 'certified' ? '认定' : '未通过'}`,
      }
    case 'start': {
      const id = await start(work, systems, loaded, effect)
      return { id, words: `立项：${effect.title}` }
    }
    case 'recognise':
      return { id: await recognise(work, record, effect.hours), words: `认定 ${effect.hours} 学时` }
    case 'need': {
      const { course, because } = effect
      const id = await noteNeed(work, {
        ...whoOf(record),
        course,
        because,
        source: 'case',
        caseId: record.id,
      })
      return { id, words: id === null ? `补训需求已在册：${course}` : `登记补训需求：${course}` }
    }
    case 'met': {
      const id = await meetNeed(work, whoOf(record), effect.course, effect.because)
      return {
        id,
        words: id === null ? `${effect.course}：没有待补训的需求` : `补训需求已满足：${effect.course}`,
      }
    }
    case 'pay':
      return payTravel(work, loaded, effect.voucher)
    case 'notify':
      return { id: await notify(work, loaded, effect), words: effect.words }
    case 'archive':
      return { id: subject.unit?.id ?? null, words: `归档：${effect.what}` }
  }
}

function notify(
  work: Work,
  { record, setting: { definition } }: Loaded,
  { who, words }: Extract<Effect, { kind: 'notify' }>,
): Promise<string> {
  const { id: caseId, personId, applicantId, unitId, name } = record
  const title = `${definition.title}：${name}`
  return notifyOfCase(work, { caseId, title, words, who, personId, applicantId, unitId })
}

function whoOf({ name, personId, identityNumber }: CaseRecord): Who {
  return { name, personId, identityNumber }
}

function personOf({ personId, name }: CaseRecord): string {
  if (personId !== null) return personId
  throw new Refused(422, {
    code: 'not-on-file',
    because: `${name}没有教师档案，不能登记称号和荣誉；请先建档。`,
  })
}

async function register(
  work: Work,
  record: CaseRecord,
  { certification }: Extract<Effect, { kind: 'register' }>,
): Promise<string> {
  const identityNumber = record.identityNumber ?? (await identityNumberOf(work, personOf(record))) ?? ''
  return registerCertification(work, {
    caseId: record.id,
    ...certification,
    name: record.name,
    identityNumber,
    on: record.submittedOn ?? dayAt(work.now),
  })
}

async function start(
  work: Work,
  systems: Systems,
  { record, subject }: Loaded,
  effect: Extract<Effect, { kind: 'start' }>,
): Promise<string> {
  const { id } = await createProgramme(work, systems, {
    key: randomUUID(),
    title: effect.title,
    system: effect.system,
    level: 'school',
    year: yearOf(effect.from),
    organiser: subject.unit?.code ?? '',
    subject: null,
    stage: null,
    startsOn: effect.from,
    endsOn: effect.until,
    places: effect.places,
    budget: null,
    category: effect.category,
  })
  await holdProgramme(work, id, record.id)
  await sql`update case_record set programme_id = ${id} where region_id = ${work.caller.region} and id = ${record.id}`.execute(
    work.tx,
  )
  return id
}

async function recognise(work: Work, { programmeId, name }: CaseRecord, hours: number): Promise<string> {
  if (programmeId === null) {
    throw new Refused(422, { code: 'no-programme', because: `${name}还没有立项，不能认定学时。` })
  }
  await releaseProgramme(work, programmeId, hours)
  return programmeId
}

const REGISTERS: Readonly<Record<string, Register>> = {
  title: 'title_grant',
  'end-title': 'title_end',
  award: 'award',
  register: 'certification',
}

/** Takes back what a case that is annulled had brought about; a posting stays and is moved by hand. */
export async function takeBack(deciding: Deciding, record: CaseRecord, because: string): Promise<void> {
  await asProgram(deciding, async (work) => {
    const { rows } = await sql<{
      kind: string
      id: string | null
    }>`update case_effect set undone_at = ${work.now}
      where region_id = ${work.caller.region} and case_id = ${record.id} and undone_at is null returning kind, made_id as id`.execute(
      work.tx,
    )
    for (const { kind, id } of rows) {
      const entry = REGISTERS[kind]
      if (entry !== undefined && id !== null) await strikeOut(work, entry, id, because)
      if (kind === 'met' && id !== null) await reopenNeed(work, id, because)
      if (kind === 'recognise' && id !== null) await holdProgramme(work, id, record.id)
      if (kind === 'pay' && id !== null) await reversePaid(work, id, because)
    }
  })
}
