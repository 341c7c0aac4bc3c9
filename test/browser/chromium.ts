import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const unpack = promisify(brotliDecompress)
const require = createRequire(import.meta.url)
const PACKED = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')))
const FONT = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'))
/** A font with 𠮷, which the first one lacks; the browser takes it only for what no other has. */
const RARE = dirname(require.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'))
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** How pages are opened in tests: still, for on a busy machine a click may miss what is on its way. */
export const STILL = { reducedMotion: 'reduce' } as const

/** Starts the Chromium of the lock file, with the fonts of the lock file and nothing of the machine's. */
export async function launchChromium(): Promise<Browser> {
  const home = await unpacked()
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: ARGUMENTS,
    ignoreDefaultArgs: ['--hide-scrollbars'],
    env: {
      ...process.env,
      TMPDIR: home,
      FONTCONFIG_FILE: await fontsFile(home),
      ...(lacksLibraries() ? { LD_LIBRARY_PATH: join(home, 'lib') } : {}),
    },
  })
}

/** The browser unpacked once for each version and user. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(PACKED, '../package.json'), 'utf8')) as {
    version: string
  }
  const home = join(tmpdir(), `yanpei-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(home)) return home
  const made = mkdtempSync(`${home}-`)
  writeFileSync(join(made, 'chromium'), await unpack(await readFile(join(PACKED, 'chromium.br'))), {
    mode: 0o700,
  })
  await untar('al2023.tar.br', made)
  await untar('swiftshader.tar.br', made)
  mkdirSync(join(made, 'font-cache'))
  return settle(made, home)
}

/** Two runs may unpack at once; the first one's stays. */
function settle(made: string, home: string): string {
  try {
    renameSync(made, home)
  } catch {
    rmSync(made, { recursive: true, force: true })
  }
  return home
}

async function untar(name: string, folder: string): Promise<void> {
  const result = spawnSync('tar', ['-x', '-C', folder], {
    input: await unpack(await readFile(join(PACKED, name))),
  })
  if (result.status !== 0) throw new Error(`tar: ${result.stderr.toString()}`)
}

/** Slim images lack the libraries of Network Security Services; the package brings them. */
function lacksLibraries(): boolean {
  const known = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' })
  return known.status !== 0 || !known.stdout.includes('libnss3.so')
}

/** Says where the fonts lie, in a file named by what it says: other checkouts have theirs elsewhere. */
async function fontsFile(home: string): Promise<string> {
  const text = fontsConf(join(home, 'font-cache'))
  const name = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const path = join(home, `fonts-${name}.conf`)
  await writeFile(path, text)
  return path
}

function fontsConf(cache: string): string {
  const folders = [FONT, RARE].map((folder) => `<dir>${folder}</dir>`).join('')
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${cache}</cachedir></fontconfig>`
}
