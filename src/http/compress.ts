import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib'

const WORTH_IT = 1024
const ON_THE_SPOT = 32_768
const QUICK = { level: 3 }
const THOROUGH = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

const inBackground = promisify(gzip)
const brotli = promisify(brotliCompress)

/** Whether a request's Accept-Encoding takes an encoding. */
export function accepts(header: string | undefined, encoding: 'br' | 'gzip'): boolean {
  if (header === undefined) return false
  return header.split(',').some((part) => {
    const [name, ...parameters] = part.trim().split(';')
    return name === encoding && !parameters.some((p) => /^\s*q=0(\.0*)?$/.test(p))
  })
}

/**
 * A JSON text as gzip, or null when it is too short to gain. Up to 32 kB at once: a trip to the thread pool costs
 * more than the half millisecond it takes.
 */
export async function gzipJson(text: string): Promise<Buffer | null> {
  if (text.length < WORTH_IT) return null
  return text.length <= ON_THE_SPOT ? gzipSync(text, QUICK) : inBackground(text, QUICK)
}

/** A file of the web build in both encodings, for keeping. */
export async function compressFile(content: Buffer): Promise<{ br: Buffer; gzip: Buffer }> {
  const [br, zipped] = await Promise.all([
    brotli(content, {
      ...THOROUGH,
      params: { ...THOROUGH.params, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
    inBackground(content, { level: 9 }),
  ])
  return { br, gzip: zipped }
}
