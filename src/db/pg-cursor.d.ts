// pg-cursor ships no types; this is what is used of it here.
declare module 'pg-cursor' {
  import type { Connection, Submittable } from 'pg'

  export default class Cursor<T> implements Submittable {
    constructor(sql: string, parameters: unknown[])
    read(rows: number): Promise<T[]>
    close(): Promise<void>
    submit: (connection: Connection) => void
  }
}
