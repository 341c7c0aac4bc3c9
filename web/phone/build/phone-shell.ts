import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Puts the phone's style sheet into its page, so that the first answer of the server already shows the shell
 * on a slow line, and builds the service worker under a name that stays.
 */
export function phoneShell(): Plugin {
  return {
    name: 'phone-shell',
    apply: 'build',
    buildStart() {
      const id = resolve(import.meta.dirname, '../worker.ts')
      this.emitFile({ type: 'chunk', id, fileName: 'phone-worker.js' })
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['phone.html']
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
