import type { Readable } from 'node:stream'

type Turn = { source: Readable; ended: Promise<void> }

const turns = new Map<string, Turn>()

/**
 * Runs the newest request for an upload alone: a client that comes back after its line broke ends the request that is
 * still waiting for the rest, instead of being told to wait for it.
 */
export async function oneAtATime<T>(upload: string, source: Readable, run: () => Promise<T>): Promise<T> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const before = turns.get(upload)
  const turn = { source, ended }
  turns.set(upload, turn)
  before?.source.destroy()
  await before?.ended
  try {
    return await run()
  } finally {
    if (turns.get(upload) === turn) turns.delete(upload)
    end()
  }
}
