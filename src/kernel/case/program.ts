import { sql } from 'kysely'
import { lastingSystemSession, type LastingSession } from '#kernel/account/system-session.ts'
import type { Caller, Runtime, Work } from '#kernel/call.ts'
import type { Systems } from '#kernel/programme/registry.ts'

/** Work that may decide cases: what decisions bring about is done by the program itself, in the same transaction. */
export type Acting = Work & { runtime: Runtime; sessionHash: Buffer; systems: Systems }

/** The same with the program's own session: one for all cases that are acted on together. */
export type Deciding = Acting & { program: LastingSession; programActor: string }

/** Runs work that may need the program's own rights; its session is opened when first needed, and ended with the work. */
export async function withProgram<T>(acting: Acting, run: (deciding: Deciding) => Promise<T>): Promise<T> {
  const programActor = `系统：事项生效（${acting.caller.actor}）`
  const program = lastingSystemSession(acting.runtime.db, acting.caller.region, programActor)
  try {
    return await run({ ...acting, program, programActor })
  } finally {
    await program.end()
  }
}

/**
 * Runs work in the same transaction by the program's own rights; the audit log names the program. Where it fails, the
 * transaction goes back to before, and so does whose session it is.
 */
export async function asProgram<T>(deciding: Deciding, run: (work: Work) => Promise<T>): Promise<T> {
  const { tx, now, program, programActor: actor } = deciding
  await useSession(deciding, await program.hash())
  const caller: Caller = {
    ...deciding.caller,
    account: null,
    person: null,
    role: 'system',
    unit: null,
    actor,
  }
  const done = await run({ tx, now, caller })
  await useSession(deciding, deciding.sessionHash)
  return done
}

async function useSession({ tx }: Work, hash: Buffer): Promise<void> {
  await sql`select set_config('yanpei.session', ${hash.toString('hex')}, true)`.execute(tx)
}
