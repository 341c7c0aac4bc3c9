import { resolve } from 'node:path'
import { build } from 'vite'
import type { InlineConfig, Plugin } from 'vite'
import { contractRoutes } from '../../build/contract-routes.ts'
import { traditionalWords } from '../../build/traditional-words.ts'

const WEB = resolve(import.meta.dirname, '../..')

/**
 * Builds the phone's pages, the hall's screen and the questionnaires beside the desk, each by itself: built together, a phone
 * would load whatever it happens to share with the desk as files of their own, with all that the desk put there.
 */
export function lightPages(): Plugin {
  let outDir = ''
  return {
    name: 'light-pages',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      await build(lightBuild('phone', outDir))
      await build(lightBuild('screen', outDir))
      await build(lightBuild('answer', outDir))
      await build(lightBuild('notice', outDir))
    },
  }
}

function lightBuild(entry: 'phone' | 'screen' | 'answer' | 'notice', outDir: string): InlineConfig {
  return {
    configFile: false,
    root: WEB,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      contractRoutes(),
      traditionalWords(['web/lib', `web/${entry}`, 'src/contract', 'src/systems'], []),
      entry === 'phone' ? serviceWorker() : null,
      styleInPage(entry),
    ],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: { input: { [entry]: resolve(WEB, `${entry}.html`) } },
    },
  }
}

/** Builds the service worker under a name that stays. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    buildStart() {
      const id = resolve(import.meta.dirname, '../worker.ts')
      this.emitFile({ type: 'chunk', id, fileName: 'phone-worker.js' })
    },
  }
}

/** Puts the style sheet into the page, so that the first answer of the server already shows the shell. */
function styleInPage(entry: string): Plugin {
  return {
    name: 'style-in-page',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle[`${entry}.html`]
        if (page?.type !== 'asset') return
        page.source = String(page.source).replace(
          /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g,
          (link, file: string) => styleOf(bundle[file]) ?? link,
        )
      },
    },
  }
}

function styleOf(file: { type: string; source?: string | Uint8Array } | undefined): string | null {
  return file?.source === undefined ? null : `<style>${String(file.source)}</style>`
}
