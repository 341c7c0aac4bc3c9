// pg-cursor ships no types; Kysely's description of it is all that is used here.
declare module 'pg-cursor' {
  import type { PostgresCursorConstructor } from 'kysely'
  const Cursor: PostgresCursorConstructor
  export default Cursor
}
