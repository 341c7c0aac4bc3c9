import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { compressFile } from './compress.ts'

/** A file of the web build as it is sent; encodings are there where they gain. */
export type WebFile = {
  type: string
  etag: string
  /** Named by its content: it never changes. */
  immutable: boolean
  plain: Buffer
  br?: Buffer
  gzip?: Buffer
}

/** The files of a web build by their address; only what the folder lists exists, so no address leads elsewhere. */
export type WebFiles = { get(path: string): Promise<WebFile | null> }

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}
const COMPRESSIBLE = /^text\/|javascript|json|svg|wasm/
const HASHED = /^\/assets\/.+[.-][\w-]{8,}\.\w+$/
const LOOK_AGAIN_MS = 2000

/** Serves the build in `root` from memory; a new build is noticed within two seconds. */
export function webFiles(root: string): WebFiles {
  let listed: Promise<ReadonlyMap<string, string>> | undefined
  let looked = 0
  const held = new Map<string, { version: string; file: Promise<WebFile> }>()

  const list = (now: number): Promise<ReadonlyMap<string, string>> => {
    if (listed === undefined || now - looked > LOOK_AGAIN_MS) {
      looked = now
      listed = versions(root)
    }
    return listed
  }
  const get = async (path: string): Promise<WebFile | null> => {
    const version = (await list(Date.now())).get(path)
    if (version === undefined) return null
    const known = held.get(path)
    if (known?.version === version) return known.file
    const file = load(root, path)
    held.set(path, { version, file })
    file.catch(() => held.delete(path))
    return file
  }
  return { get }
}

/** Address and version (size and time of change) of each file; empty where there is no build yet. */
async function versions(root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue
    const full = join(entry.parentPath, entry.name)
    const about = await stat(full).catch(() => null) // gone again: a new build is being written
    if (about !== null) found.set(addressOf(root, full), `${about.size}-${about.mtimeMs}`)
  }
  return found
}

function addressOf(root: string, file: string): string {
  return `/${relative(root, file).replaceAll('\\', '/')}`
}

async function load(root: string, path: string): Promise<WebFile> {
  const plain = await readFile(join(root, path))
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  const file: WebFile = { type, plain, immutable: HASHED.test(path), etag: etagOf(plain) }
  if (!COMPRESSIBLE.test(type)) return file
  const { br, gzip } = await compressFile(plain)
  return {
    ...file,
    ...(br.length < plain.length ? { br } : {}),
    ...(gzip.length < plain.length ? { gzip } : {}),
  }
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
}
