import { sql } from 'kysely'
import type { documentKinds } from '#contract/document.ts'
import type { MeasureId } from '#contract/figures.ts'
import { newId } from '#lib/ids.ts'
import { Refused, notFound } from '#lib/refusal.ts'
import { audit } from '../call.ts'
import type { Runtime, Work } from '../call.ts'
import { keepFile } from '../files.ts'
import { draftSummary } from './draft.ts'
import type { SummaryFacts } from './facts.ts'
import { loadFacts } from './load.ts'
import type { DocumentModel } from './model.ts'
import { draftPlan } from './plan.ts'
import { renderDocx } from './render/docx.ts'
import type { Language } from './render/gb9704.ts'
import { DOCX } from '#lib/media-types.ts'

export type DocumentKind = (typeof documentKinds)[number]
/** What is to be drafted: a unit's summary of a year, or its plan for one. */
export type Order = { kind: DocumentKind; unit: string; year: number; language: Language }
/** A drafted document with what it rests on. */
export type Drafted = { model: DocumentModel; facts: SummaryFacts; docx: Buffer }

/**
 * Drafts a document from the records. A plan rests on the year before it.
 * @throws Refused 404 for a unit out of sight, 422 where there is nothing to write about.
 */
export async function draft(work: Work, { kind, unit, year, language }: Order): Promise<Drafted> {
  const facts = await loadFacts(work, unit, kind === 'work-plan' ? year - 1 : year)
  if (!hasWork(facts)) {
    throw new Refused(422, {
      code: 'no-records',
      because: `${facts.unit.name}在 ${facts.year} 年还没有任何研修记录，无从起草。请先导入或登记当年的工作。`,
    })
  }
  const model = modelOf(kind, facts)
  return { model, facts, docx: await renderDocx(model, language) }
}

/** What a year's work leaves; schools, teachers and titles in force are there without any. */
const TRACES: ReadonlySet<MeasureId> = new Set<MeasureId>([
  'activities',
  'enrolled',
  'credits',
  'works',
  'awards',
  'exchanges',
  'readers',
  'funds-in',
  'funds-out',
  'qualification-applied',
  'titles-named',
  'programmes',
])

function hasWork(facts: SummaryFacts): boolean {
  const own = facts.records.filter((record) => record.year === facts.year && record.unit === facts.unit.code)
  return own.some((record) => record.measures.some((measure) => TRACES.has(measure.id) && measure.value > 0))
}

/** The document that some facts give. */
export function modelOf(kind: DocumentKind, facts: SummaryFacts): DocumentModel {
  return kind === 'work-plan' ? draftPlan(facts) : draftSummary(facts)
}

/** A document as lists show it. */
export type DocumentRow = {
  id: string
  kind: DocumentKind
  title: string
  unit: { code: string; name: string }
  year: number
  language: Language
  madeAt: string
  madeBy: string
}

/** Drafts a document and keeps it with the facts it rests on. */
export async function makeDocument(work: Work, runtime: Runtime, order: Order): Promise<DocumentRow> {
  const { model, facts, docx } = await draft(work, order)
  const id = newId(work.now.getTime())
  const file = await keepFile(work, runtime, {
    name: `${model.title}.docx`,
    type: DOCX,
    purpose: 'document',
    subject: id,
    content: docx,
  })
  await sql`insert into document (region_id, id, kind, unit_id, year, language, title, file_id, facts, made_by)
    select ${work.caller.region}, ${id}, ${order.kind}, u.id, ${order.year}, ${order.language}, ${model.title}, ${file.id}, ${JSON.stringify(facts)}::jsonb, ${work.caller.actor}
    from unit u where u.region_id = ${work.caller.region} and u.code = ${facts.unit.code}`.execute(work.tx)
  await audit(
    work.tx,
    'draft-document',
    { kind: 'document', id },
    { kind: order.kind, unit: order.unit, year: order.year },
  )
  return {
    id,
    kind: order.kind,
    title: model.title,
    unit: { code: facts.unit.code, name: facts.unit.name },
    year: order.year,
    language: order.language,
    madeAt: work.now.toISOString(),
    madeBy: work.caller.actor,
  }
}

/** A kept document with the facts it was drafted from. */
export type KeptDocument = { row: DocumentRow; fileId: string; facts: SummaryFacts }

type Row = {
  id: string
  kind: DocumentKind
  title: string
  code: string
  name: string
  year: number
  language: Language
  made_at: Date
  made_by: string
  file_id: string
  facts: SummaryFacts
}

/** The documents of a year that the session may see, newest first. */
export async function listDocuments({ tx, caller }: Work, year: number): Promise<DocumentRow[]> {
  const { rows } =
    await sql<Row>`select d.id, d.kind, d.title, u.code, d.facts #>> '{unit,name}' as name, d.year, d.language, d.made_at, d.made_by
    from document d join unit u on u.region_id = d.region_id and u.id = d.unit_id
    where d.region_id = ${caller.region} and d.year = ${year} order by d.made_at desc limit 500`.execute(tx)
  return rows.map(rowOf)
}

/** One document. @throws Refused 404 */
export async function findDocument({ tx, caller }: Work, id: string): Promise<KeptDocument> {
  const { rows } =
    await sql<Row>`select d.id, d.kind, d.title, u.code, d.facts #>> '{unit,name}' as name, d.year, d.language, d.made_at, d.made_by, d.file_id, d.facts
    from document d join unit u on u.region_id = d.region_id and u.id = d.unit_id
    where d.region_id = ${caller.region} and d.id = ${id}`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw notFound('这份公文')
  return { row: rowOf(row), fileId: row.file_id, facts: row.facts }
}

function rowOf(row: Row): DocumentRow {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    unit: { code: row.code, name: row.name },
    year: row.year,
    language: row.language,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
  }
}
