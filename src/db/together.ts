import { isUnavailable } from './refusal.ts'

/**
 * Several at a time: the answers in the order of the items.
 * @param alone true where nobody waits behind it, so that it may take its time.
 */
export type Batch<I, O> = (items: readonly I[], alone: boolean) => Promise<O[]>

type Passenger<I, O> = { item: I; resolve: (answer: O) => void; reject: (error: unknown) => void }

/** Enough for what a hall sends within one flush of the log, little enough that nobody waits for many others. */
const MOST = 64

/**
 * Runs what is asked in the same moment as one batch, so that many people share a round trip, a transaction and a flush
 * of the log. Nobody waits for company: while one batch is under way the next gathers, and who comes to a quiet server
 * goes at once. Should a batch fail, each of it is run again alone, beside the next batch, so that nobody is refused or
 * kept waiting for another's sake; a lost server fails all, since nobody knows what it still did.
 */
export function together<I, O>(run: Batch<I, O>): (item: I) => Promise<O> {
  const waiting: Passenger<I, O>[] = []
  let underWay = false
  const leave = async (): Promise<void> => {
    if (underWay) return
    underWay = true
    while (waiting.length > 0) await take(run, waiting.splice(0, MOST))
    underWay = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      // not before the other requests of this turn have been read
      if (waiting.length === 1 && !underWay) setImmediate(() => void leave())
    })
}

async function take<I, O>(run: Batch<I, O>, aboard: readonly Passenger<I, O>[]): Promise<void> {
  try {
    const answers = await run(
      aboard.map(({ item }) => item),
      false,
    )
    for (const [index, answer] of answers.entries()) aboard[index]?.resolve(answer)
  } catch (error) {
    if (isUnavailable(error)) for (const { reject } of aboard) reject(error)
    else for (const one of aboard) void alone(run, one) // the next batch need not wait for them
  }
}

async function alone<I, O>(run: Batch<I, O>, one: Passenger<I, O>): Promise<void> {
  try {
    const [answer] = await run([one.item], true)
    if (answer === undefined) throw new TypeError('a batch of one without an answer')
    one.resolve(answer)
  } catch (error) {
    one.reject(error)
  }
}
