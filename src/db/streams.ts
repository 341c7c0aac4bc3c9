import type { Readable } from 'node:stream'
import type { ClientBase } from 'pg'
import { to, type CopyToStreamQuery } from 'pg-copy-streams'
import Cursor from 'pg-cursor'

/**
 * A cursor that stops its client's clock when it is closed. pg starts a timer per query and expects the query's
 * callback to stop it, which neither a cursor nor COPY TO calls: the timer would keep the process alive, and
 * break into whatever the connection does by then.
 */
export class TimedCursor<T> extends Cursor<T> {
  /** Replaced by pg with what stops the timer. */
  callback: () => void = nothing

  override async close(): Promise<void> {
    await super.close()
    this.callback()
  }
}

/** The output of a COPY … TO STDOUT, with the same care for the client's clock. */
export function copyOut(client: ClientBase, sql: string): Readable {
  const stream: CopyToStreamQuery & { callback?: () => void } = client.query(to(sql))
  stream.once('close', () => stream.callback?.())
  return stream
}

function nothing(): void {}
