/** A start, migration, backup or restore that is refused; `message` tells a Chinese reader what to do. */
export class DatabaseRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseRefusal'
    this.code = code
  }
}

/** The `code` of a Node or PostgreSQL error, or '' where there is none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
])
const LOST_CONNECTION =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered/

/** True when the server is restarting or out of reach, so that trying again in a moment can succeed. */
export function isUnavailable(error: unknown): boolean {
  return UNAVAILABLE.has(errorCode(error)) || (error instanceof Error && LOST_CONNECTION.test(error.message))
}
