/** The environment for PostgreSQL's programs: nothing of ours (DATABASE_URL, PG*) may leak into it. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
