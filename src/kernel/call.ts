import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import type { Transaction } from 'kysely'
import type { Readable } from 'node:stream'
import type * as z from 'zod'
import type { Role, Route } from '#contract/route.ts'
import { inSession } from '#db/transact.ts'
import type { Effort } from '#db/transact.ts'
import type { Database } from '#db/open.ts'
import type { DB } from '#db/rows.gen.ts'
import { Refused } from '#lib/refusal.ts'
import type { FileStore } from './store/file-store.ts'

/** Who acts, as the database itself resolved the session. */
export type Caller = {
  region: number
  account: string | null
  person: string | null
  role: Role | 'system'
  /** The unit that a cluster's or a school's role is held for. */
  unit: string | null
  /** How the audit log names the caller. */
  actor: string
}

/** One unit of work of a mechanism: a transaction in somebody's name. The clock is injected. */
export type Work = { tx: Transaction<DB>; caller: Caller; now: Date }

/** What the kernel needs of the process it runs in. */
export type Runtime = {
  db: Database
  dataDir: string
  now: () => Date
  /** Where files are kept; in the data folder if absent. */
  files?: FileStore
}

/**
 * Runs `work` in one transaction of the session.
 * @throws Refused 401 when the session has ended.
 */
export function inWork<T>(
  runtime: Runtime,
  sessionHash: Buffer,
  work: (work: Work) => Promise<T>,
  effort: Effort = 'page',
): Promise<T> {
  const begin = async (tx: Transaction<DB>): Promise<T> =>
    work({ tx, caller: await callerOf(tx), now: runtime.now() })
  return inSession(runtime.db, sessionHash, begin, effort)
}

type SessionRow = {
  region_id: number | null
  account_id: string | null
  person_id: string | null
  role: Caller['role']
  unit_id: string | null
  actor: string
}

async function callerOf(tx: Transaction<DB>): Promise<Caller> {
  const rows = await kept(
    tx,
    sql<SessionRow>`select region_id, account_id, person_id, role, unit_id, actor from session_row()`,
  )
  const row = rows[0]
  if (row === undefined || row.region_id === null) {
    throw new Refused(401, { code: 'signed-out', because: '登录已失效，请重新登录。' })
  }
  return {
    region: row.region_id,
    account: row.account_id,
    person: row.person_id,
    role: row.role,
    unit: row.unit_id,
    actor: row.actor,
  }
}

/** A file as a reply. */
export type FileReply = { file: Buffer | Readable; name: string; type: string }

/** What a handler gets: its work with the route's checked input. */
export type Call<P, Q, B> = Work & {
  params: P
  query: Q
  body: B
  runtime: Runtime
  sessionHash: Buffer
  /** The address that the browser used, to make links with: https://peixun.example:8443 */
  origin: string
}

/** What a handler without a transaction gets; nothing has looked at the session yet. */
export type RawCall<P, Q, B> = Pick<
  Call<P, Q, B>,
  'params' | 'query' | 'body' | 'runtime' | 'sessionHash' | 'origin'
> & {
  now: Date
}

/** A file that came with a request, on disk until the answer is given; who wants to keep it moves it. */
export type Upload = { path: string; name: string; bytes: number; sha256: Buffer }

/** A route with what answers it in a transaction of the caller's session. */
export type WorkHandler = {
  route: Route
  raw?: false
  answer: (call: Call<unknown, unknown, unknown>) => Promise<unknown>
}

/** A route with what answers it in one statement of its own, which looks up the session itself. */
export type RawHandler = {
  route: Route
  raw: true
  answer: (call: RawCall<unknown, unknown, unknown>) => Promise<unknown>
}

/** A route with what answers it; it takes one file of at most so many bytes, streamed to disk before. */
export type UploadHandler = {
  route: Route
  raw?: false
  maxBytes: number
  answer: (call: Call<unknown, unknown, unknown> & { upload: Upload }) => Promise<unknown>
}

/** A piece of a file as it comes, with the headers that say where it belongs. */
export type PieceCall<P> = Omit<RawCall<P, unknown, unknown>, 'query' | 'body'> & {
  headers: Readonly<Record<string, string | undefined>>
  source: Readable
}

/** An answer of headers alone. */
export type PieceReply = { status: number; headers: Readonly<Record<string, string>> }

/** A route with what takes a stream of any length, outside of a transaction. */
export type PieceHandler = {
  route: Route
  raw: true
  piece: (call: PieceCall<unknown>) => Promise<PieceReply>
}

/** What `src/http` serves. */
export type Handler = WorkHandler | RawHandler | UploadHandler | PieceHandler

/**
 * Ties a route to what answers it, in a transaction of the caller's session.
 * The input is checked against the route's schemas before, the reply after.
 */
export function handle<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  answer: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | FileReply>,
): WorkHandler {
  return { route, answer: (call) => answer(call as Call<z.output<P>, z.output<Q>, z.output<B>>) }
}

/** Ties a route to what answers it without a transaction around it: for the one that must take a single round trip. */
export function handleRaw<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  answer: (call: RawCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): RawHandler {
  return {
    route,
    raw: true,
    answer: (call) => answer(call as RawCall<z.output<P>, z.output<Q>, z.output<B>>),
  }
}

/** Ties a route whose body is multipart with one file to what answers it, in a transaction of the caller's session. */
export function handleUpload<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, z.ZodType, R>,
  maxBytes: number,
  answer: (call: Call<z.output<P>, z.output<Q>, unknown> & { upload: Upload }) => Promise<z.input<R>>,
): UploadHandler {
  type Given = Call<z.output<P>, z.output<Q>, unknown> & { upload: Upload }
  return { route, maxBytes, answer: (call) => answer(call as Given) }
}

/** Ties a route whose body is a piece of a file to what takes it. */
export function handlePiece<P extends z.ZodType>(
  route: Route<P>,
  piece: (call: PieceCall<z.output<P>>) => Promise<PieceReply>,
): PieceHandler {
  return { route, raw: true, piece: (call) => piece(call as PieceCall<z.output<P>>) }
}

/** Writes one row of the audit log; the database adds who and when. */
export async function audit(
  tx: Transaction<DB>,
  action: string,
  subject: { kind: string; id: string },
  details: object = {},
): Promise<void> {
  await sql`insert into audit_log (action, subject_kind, subject_id, details)
    values (${action}, ${subject.kind}, ${subject.id}, ${JSON.stringify(details)}::jsonb)`.execute(tx)
}
