import { beginUpload, PIECE_TYPE, TUS_VERSION, uploadPiece, uploadState } from '#contract/upload.ts'
import { address, call, Failure, send } from './call.ts'

const SMALLEST = 64 * 1024
const FIRST = 256 * 1024
const LARGEST = 8 * 1024 * 1024
const LONGEST_WAIT = 30_000

/** How a file's sending goes: bytes that have arrived, and whether it waits for the line. */
export type Progress = { sent: number; waiting: boolean }
type Watch = (progress: Progress) => void

/**
 * Sends a file piece by piece (tus 1.0): pieces grow while the line is good and shrink when it breaks; what has arrived
 * is never sent again, not after a reload of the page and not after a restart of the server.
 * @param newKey makes a request's key: browsers make none on pages without https.
 * @returns the upload's id, to be named when something is handed in.
 * @throws Failure when the file is refused; the line breaking is none.
 */
export async function sendInPieces(
  file: File,
  watch: Watch,
  signal: AbortSignal,
  newKey: () => string = () => crypto.randomUUID(),
): Promise<string> {
  const place = `yanpei.upload.${file.name}|${file.size}|${file.lastModified}`
  const id = (await known(place, signal)) ?? (await begin(file, place, newKey()))
  try {
    await sendRest(file, id, watch, signal)
  } catch (error) {
    // what is refused for good begins anew the next time
    if (error instanceof Failure && error.status !== 401) localStorage.removeItem(place)
    throw error
  }
  localStorage.removeItem(place)
  return id
}

async function known(place: string, signal: AbortSignal): Promise<string | null> {
  const id = localStorage.getItem(place)
  if (id === null) return null
  const found = await arrived(id, signal).then(
    () => true,
    (error: unknown) => !(error instanceof Failure && error.status === 404),
  )
  return found ? id : null
}

async function begin(file: File, place: string, key: string): Promise<string> {
  const { id } = await call(beginUpload, {
    body: { key, name: file.name, bytes: file.size },
  })
  localStorage.setItem(place, id)
  return id
}

async function sendRest(file: File, id: string, watch: Watch, signal: AbortSignal): Promise<void> {
  let sent = -1
  let size = FIRST
  let wait = 1000
  for (;;) {
    try {
      if (sent < 0) sent = await arrived(id, signal)
      watch({ sent, waiting: false })
      // an empty piece at the end has kept what an interruption left unkept
      const reached = await sendPiece(id, sent, file.slice(sent, sent + size), signal)
      ;[sent, size, wait] = [reached, Math.min(size * 2, LARGEST), 1000]
      watch({ sent, waiting: false })
      if (sent >= file.size) return
    } catch (error) {
      if (!passes(error)) throw error
      watch({ sent: Math.max(sent, 0), waiting: true })
      ;[sent, size] = [-1, Math.max(size / 4, SMALLEST)]
      await pause(wait, signal)
      wait = Math.min(wait * 2, LONGEST_WAIT)
    }
  }
}

/** No line, a busy or restarting server, a piece that was damaged or does not join: tried again. */
function passes(error: unknown): boolean {
  if (!(error instanceof Failure)) return false
  return [0, 408, 409, 429, 460].includes(error.status) || error.status >= 500
}

/** @throws Failure */
async function arrived(id: string, signal: AbortSignal): Promise<number> {
  const answer = await send(address(uploadState, { id }, {}), { method: 'HEAD', signal })
  return Number(answer.headers.get('upload-offset'))
}

/** @throws Failure */
async function sendPiece(id: string, offset: number, piece: Blob, signal: AbortSignal): Promise<number> {
  const answer = await send(address(uploadPiece, { id }, {}), {
    method: 'PATCH',
    headers: {
      'content-type': PIECE_TYPE,
      'tus-resumable': TUS_VERSION,
      'upload-offset': String(offset),
      ...(await checksum(piece)),
    },
    body: piece,
    signal,
  })
  return Number(answer.headers.get('upload-offset'))
}

/** Browsers hash on secure pages only; elsewhere the whole is still checked for what it begins as. */
async function checksum(piece: Blob): Promise<Record<string, string>> {
  if (!globalThis.isSecureContext) return {}
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await piece.arrayBuffer()))
  return { 'upload-checksum': `sha256 ${btoa(String.fromCharCode(...hash))}` }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((go, stop) => {
    const end = (): void => {
      clearTimeout(timer)
      removeEventListener('online', end)
      if (signal.aborted) stop(new DOMException('aborted', 'AbortError'))
      else go()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
    signal.addEventListener('abort', end, { once: true })
  })
}
