import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type {
  circularPage,
  CircularRow,
  circulars,
  NewCircular,
  publicCircular,
  publicCirculars,
} from '#contract/circular.ts'
import { editors } from '#contract/route.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { loadFacts } from '#kernel/document/load.ts'
import { mapTexts, wordsOn, type Text } from '#kernel/document/model.ts'
import { renderHtml } from '#kernel/document/render/html.ts'
import { recordsOf } from '#kernel/figures/records.ts'
import { findFile, readStored, type FilePlace } from '#kernel/files.ts'
import type { FileReply } from '#kernel/call.ts'
import { dayAt, yearOf, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { refusePrivate } from '#lib/private-data.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { draftCircular, type Behind } from './draft.ts'
import { WORKSHOP_MEASURES } from './workshops.ts'
import {
  findCircular,
  findCirculars,
  insertCircular,
  keptModel,
  knownSeries,
  nextNumber,
  numberWords,
} from './store.ts'
import { keepLetter } from './letter-file.ts'

type List = z.input<NonNullable<typeof circulars.reply>>
type Page = z.input<NonNullable<typeof circularPage.reply>>

const MOST_NAMED = 5000

/** The circulars and bulletins that tell of a year, within view. */
export async function listCirculars(work: Work, year: number): Promise<List> {
  const may = editors.some((role) => role === work.caller.role)
  return {
    rows: await findCirculars(work, year),
    series: await knownSeries(work, 'figures'),
    actions: [actionOf('make', may ? null : '局领导账号只查看，不编发。')],
  }
}

/**
 * Drafts a circular from the figures, gives it its number and keeps it as a document.
 * @throws Refused 404 for a unit out of sight; 422 where what everybody may read would name people or hold personal data.
 */
export async function makeCircular(work: Work, place: FilePlace, asked: NewCircular): Promise<CircularRow> {
  const issuedOn = dayAt(work.now)
  refusePublicNames(asked, issuedOn)
  const facts = await loadFacts(
    work,
    asked.unit,
    asked.year,
    asked.about === 'workshops' ? WORKSHOP_MEASURES : [],
  )
  const behind = asked.names ? await BEHIND[asked.about](work, asked) : []
  const given = await nextNumber(work, asked.series, yearOf(issuedOn))
  const number = numberWords(asked.kind, given)
  const model = draftCircular({ kind: asked.kind, about: asked.about, number, facts, behind })
  if (asked.publicUntil !== null) refusePrivate(wordsOn(model), notPublic, 'publicUntil')
  const id = newId(work.now.getTime())
  const file = await keepLetter(work, place, id, model)
  const { kind, about, publicUntil } = asked
  const row = {
    ...given,
    id,
    kind,
    about,
    publicUntil,
    ofYear: asked.year,
    unitCode: facts.unit.code,
    issuedOn,
  }
  const sha256 = await insertCircular(work, { ...row, title: model.title, model, fileId: file.id })
  await audit(
    work.tx,
    'circular.issue',
    { kind: 'circular', id },
    { number, title: model.title, publicUntil, sha256, file: file.sha256.toString('hex') },
  )
  return (await circularOf(work, id)).row
}

function refusePublicNames({ names, publicUntil }: NewCircular, today: Day): void {
  if (publicUntil === null) return
  if (publicUntil < today)
    throw new Refused(422, { code: 'past', because: '公开截止日已经过去。', field: 'publicUntil' })
  if (names) {
    throw new Refused(422, {
      code: 'public-names',
      because: '谁没有达标属于个人信息，带名单的不能公开。请去掉名单，或不公开。',
      field: 'names',
    })
  }
}

function notPublic(kinds: string): string {
  return `文中有${kinds}，不能公开。请改掉含有它的单位或项目名称。`
}

/** Those behind the figure of who is short, with what each lacks. */
async function whoIsBehind(work: Work, { unit, year }: NewCircular): Promise<Behind[]> {
  const { rows } = await recordsOf(work, 'short', { year, unit, offset: 0, limit: MOST_NAMED })
  const byPerson = Map.groupBy(rows, ({ personId }) => personId)
  return [...byPerson.values()].map((own) => ({
    name: String(own[0]?.cells[0] ?? ''),
    unit: String(own[0]?.cells[1] ?? ''),
    lacks: own.map(({ cells }) => `${cells[2] ?? ''}差${cells[3] ?? 0}学分`).join('、'),
  }))
}

/** Members of workshops who have not begun, each by workshop. */
async function whoIsIdle(work: Work, { unit, year }: NewCircular): Promise<Behind[]> {
  const { rows } = await recordsOf(work, 'workshop-idle', { year, unit, offset: 0, limit: MOST_NAMED })
  const named = rows.map(({ cells }) => ({
    name: String(cells[0] ?? ''),
    unit: String(cells[1] ?? ''),
    lacks: String(cells[2] ?? ''),
  }))
  return named.toSorted(
    (a, b) =>
      a.lacks.localeCompare(b.lacks, 'zh') ||
      a.unit.localeCompare(b.unit, 'zh') ||
      a.name.localeCompare(b.name, 'zh'),
  )
}

const BEHIND: Readonly<Record<NewCircular['about'], (work: Work, asked: NewCircular) => Promise<Behind[]>>> =
  {
    credits: whoIsBehind,
    training: () => Promise.resolve([]),
    workshops: whoIsIdle,
  }

async function circularOf(
  work: Work,
  id: string,
): Promise<NonNullable<Awaited<ReturnType<typeof findCircular>>>> {
  const found = await findCircular(work, id)
  if (found === undefined) throw notFound('这份通报或简报')
  return found
}

/** A circular as it reads, its numbers opening to their records. @throws Refused 404. */
export async function circularPageOf(work: Work, id: string): Promise<Page> {
  const { row, model } = await circularOf(work, id)
  return { circular: row, html: renderHtml(model) }
}

/** Its file as it was issued. @throws Refused 404. */
export async function circularFileOf(work: Work, place: FilePlace, id: string): Promise<FileReply> {
  const { fileId } = await circularOf(work, id)
  const file = await findFile(work, place, fileId)
  return { file: await readStored(file), name: file.name, type: file.type }
}

type Public = z.input<NonNullable<typeof publicCirculars.reply>>['circulars'][number]
type PublicRow = Omit<Public, 'number'> & { series: string; year: number; n: number }

/** The circulars and bulletins that everybody may read today. */
export async function circularsForAll({
  db,
  now,
}: Pick<Runtime, 'db' | 'now'>): Promise<{ circulars: Public[] }> {
  const { rows } =
    await sql<PublicRow>`select id, region_name as region, kind, series, year, number as n, title, issued_on as "issuedOn"
    from public_circulars(${dayAt(now())}::date)`.execute(db.kysely)
  return {
    circulars: rows.map(({ series, year, n, ...row }) => ({
      ...row,
      number: numberWords(row.kind, { series, year, number: n }),
    })),
  }
}

/** One of them as it reads; its numbers open nothing for who is not signed in. @throws Refused 404. */
export async function circularForAll(
  runtime: Pick<Runtime, 'db' | 'now'>,
  id: string,
): Promise<z.input<NonNullable<typeof publicCircular.reply>>> {
  const row = (await circularsForAll(runtime)).circulars.find((one) => one.id === id)
  const { rows } = await sql<{
    model: unknown
  }>`select public_circular(${id}, ${dayAt(runtime.now())}::date) as model`.execute(runtime.db.kysely)
  const model = keptModel.safeParse(rows[0]?.model)
  if (row === undefined || !model.success) throw notFound('这份通报或简报')
  return { ...row, html: renderHtml(mapTexts(model.data, plain)) }
}

/** Without the way to the records, which is for who is signed in. */
function plain(text: Text): Text {
  return text.map(({ text: words }) => ({ text: words }))
}
