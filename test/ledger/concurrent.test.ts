import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { array, assert as assertProperty, asyncProperty, boolean, integer, nat, record } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { systemSession } from '#kernel/account/system-session.ts'
import { verifyRegion } from '#kernel/verify.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { attempt, entriesOf, keyOf, makeBooks } from './books.ts'
import type { Books, Op, Outcome } from './books.ts'
import { LedgerModel } from './model.ts'

/** Runs of some ten postings each; a million operations by hand: LEDGER_RUNS=30000. */
const RUNS = Number(process.env['LEDGER_RUNS'] ?? 25)
const PEOPLE = 4
const SOURCES = 3

const line = record({
  person: nat(PEOPLE - 1),
  source: nat(SOURCES - 1),
  amount: integer({ min: 1, max: 9 }),
  reversal: boolean(),
})
const op: Arbitrary<Op> = record({
  key: nat(40),
  lines: array(line, { minLength: 1, maxLength: 5 }),
})
/** Postings of one round run at once; a retry runs beside its first. */
const rounds = array(
  array(op, { minLength: 1, maxLength: 5 }).map((ops) => [...ops, ...ops.slice(0, ops.length > 2 ? 1 : 0)]),
  { minLength: 1, maxLength: 4 },
)

describe('random concurrent postings, against a pure model', () => {
  const database = suiteDatabase()
  let region = 0
  let session: Buffer = Buffer.alloc(0)

  before(async () => {
    const { rows } = await database().admin.query<{ id: number }>(
      `insert into region (code, name) values ('990999', '台账县') returning id`,
    )
    region = rows[0]?.id ?? 0
    session = (await systemSession(database(), region, 'test')).hash
  })

  test('a source is credited once, an award reversed once, a key posts once, a posting is whole or absent', async () => {
    const property = asyncProperty(rounds, async (given) => {
      const books = await makeBooks(database(), region, session, { people: PEOPLE, sources: SOURCES })
      for (const round of given) await playRound(books, round)
    })
    await assertProperty(property, { numRuns: RUNS, seed: 20_250_308, endOnFailure: true })
    assert.deepEqual((await verifyRegion({ db: database(), dataDir: '/nowhere' }, region)).doubts, [])
  })
})

async function playRound(books: Books, round: readonly Op[]): Promise<void> {
  const known = await entriesOf(books)
  const outcomes = await Promise.all(round.map((one) => attempt(books, one, known)))
  const now = await entriesOf(books)
  const model = new LedgerModel()
  model.follow(now)
  await assertBalances(books, model)
  for (const outcome of outcomes) assertWhole(books, outcome, outcomes, now)
  const [only] = outcomes
  if (only !== undefined && outcomes.length === 1) assertForeseen(books, only, known)
}

type Entries = Awaited<ReturnType<typeof entriesOf>>

/** A posting has all its lines in the ledger, or none; and its key stands for one posting. */
function assertWhole(
  books: Books,
  { op: tried, lines, posted, error }: Outcome,
  all: readonly Outcome[],
  now: Entries,
): void {
  const twins = all.filter((other) => other.op.key === tried.key && other.posted > 0)
  assert.ok(twins.length <= 1, 'a key posts once')
  const found = now.filter((entry) => entry.key === `${keyOf(books, tried)}#0`)
  if (posted > 0)
    assert.deepEqual(
      found.map((e) => `${e.person}${e.source}${e.amount}`).toSorted(),
      lines.map((l) => `${l.person}${l.source}${l.amount}`).toSorted(),
    )
  else if (error === null) assert.ok(found.length > 0, 'nothing posted only because the key was')
  if (error !== null)
    assert.match(error, /^(23505|23514|nothing to post)$/, 'refused by a rule, nothing else')
}

/** Alone, a posting must go as the model foresees. */
function assertForeseen(books: Books, { op: tried, lines, posted }: Outcome, known: Entries): void {
  const model = new LedgerModel()
  model.follow(known)
  const used = known.some((entry) => entry.key === `${keyOf(books, tried)}#0`)
  const right = !used && lines.length > 0 && model.accepts(lines)
  assert.equal(posted, right ? lines.length : 0)
}

async function assertBalances(books: Books, model: LedgerModel): Promise<void> {
  const { rows } = await books.runtime.db.admin.query<{ person: string; amount: string }>(
    'select person_id as person, sum(amount) as amount from credit_balance where region_id = $1 and person_id = any ($2::uuid[]) group by person_id',
    [books.region, books.people],
  )
  for (const { person, amount } of rows) assert.equal(Math.round(Number(amount) * 100), model.balance(person))
}
